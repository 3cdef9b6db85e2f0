import { Link } from '@tanstack/react-router';
import type { HeatCell, HeatFeature, HeatRow } from '../../../shared/domain/account-evidence.ts';
import { AdoptionChip, Unknown } from '../../components/cells/cells.tsx';
import { countText } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';
import { heatStep } from './heat-order.ts';
import css from './heatmap.module.css';

const STATUS: Readonly<Record<HeatCell['status'], string>> = {
  used: 'used',
  low: 'low use',
  unused: 'not used',
  off: 'switched off',
  not_in_plan: 'not licensed',
  no_data: 'no data',
};

/** One office of the heatmap. */
export function HeatLine({
  companyId,
  row,
  features,
  most,
  look,
}: {
  readonly companyId: string;
  readonly row: HeatRow;
  readonly features: readonly HeatFeature[];
  readonly most: readonly number[];
  readonly look: 'colours' | 'words';
}) {
  const { location_id: locationId } = row;
  return (
    <tr className={row.leftOut ? css['out'] : undefined}>
      <th scope="row">
        <Link
          to="/office/$companyId/$locationId"
          params={{ companyId, locationId }}
          className={css['name']}
          title={row.location_name}
        >
          {row.location_name}
        </Link>
        {row.leftOut ? <span className={css['note']}> left out by you</span> : null}
      </th>
      <td>
        {row.adoption === null ? <Unknown why="no score" /> : <AdoptionChip score={row.adoption} />}
      </td>
      <td>{row.idleSeats === null ? <Unknown why="not known" /> : countText(row.idleSeats)}</td>
      <td>
        {countText(row.used)}/{countText(row.enabled)}
      </td>
      {features.map(({ key }, at) => {
        const cell = row.cells[at];
        const words = cell
          ? `${STATUS[cell.status]}${cell.events ? `, ${countText(cell.events)} uses` : ''}`
          : STATUS.no_data;
        return look === 'words' ? (
          <td key={key} className={css['words']}>
            {words}
          </td>
        ) : (
          <td
            key={key}
            className={cell ? classOf(cell, row, most[at] ?? 0) : undefined}
            title={`${nameWords(key)}: ${words}`}
          >
            <span aria-hidden>{cell ? glyphOf(cell) : '·'}</span>
            <span className="sr">{words}</span>
          </td>
        );
      })}
    </tr>
  );
}

function glyphOf({ status, events }: HeatCell): string {
  switch (status) {
    case 'used':
      return countText(events);
    case 'low':
      return `${countText(events)}↓`;
    case 'unused':
      return '0';
    case 'off':
      return '–';
    case 'not_in_plan':
      return '';
    case 'no_data':
      return '·';
  }
}

function classOf(cell: HeatCell, row: HeatRow, most: number): string | undefined {
  if (cell.status === 'not_in_plan') return css['hatch'];
  if (cell.status === 'used' || cell.status === 'low')
    return css[`heat${heatStep(cell, row, most)}`];
  return cell.status === 'unused' ? css['unused'] : css['none'];
}
