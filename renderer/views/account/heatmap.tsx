import { useMemo, useState } from 'react';
import type { AccountEvidence } from '../../../shared/domain/account-evidence.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { countText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { nameWords } from '../../components/words.ts';
import { HeatLine } from './heat-line.tsx';
import {
  FIRST_ORDER,
  licensedOf,
  mostOf,
  orderRows,
  type HeatOrder,
  type HeatSort,
} from './heat-order.ts';
import css from './heatmap.module.css';

/** Rows shown at first. */
const FEW = 12;

/** Which office uses which feature: a cell each, with the sums of rows and columns; sorted by any column. */
export function Heatmap({
  companyId,
  evidence,
}: {
  readonly companyId: string;
  readonly evidence: AccountEvidence;
}) {
  const { features, rows, nowhere } = useMemo(() => licensedOf(evidence), [evidence]);
  const [order, setOrder] = useState<HeatOrder>(FIRST_ORDER);
  const [look, setLook] = useState<'colours' | 'words'>('colours');
  const [long, setLong] = useState(false);
  const sorted = useMemo(() => orderRows(rows, order), [rows, order]);
  const most = useMemo(() => mostOf({ features, rows }), [features, rows]);
  if (features.length === 0 || rows.length === 0) return null;
  const shown = long ? sorted : sorted.slice(0, FEW);
  const sortBy = (by: HeatSort): void =>
    setOrder({ by, descending: order.by === by ? !order.descending : by !== 'name' });
  const head = (by: HeatSort, name: string) => (
    <SortHead key={name} name={name} order={order} by={by} onSort={sortBy} />
  );
  return (
    <Section
      title="Offices × features"
      note="uses in 28 days; the stronger the colour, the more by head. Offices with most idle seats first"
    >
      <div className={css['bar']}>
        <Choice
          label="Look of the cells"
          value={look}
          onChange={setLook}
          options={[
            ['colours', 'Colours'],
            ['words', 'Words'],
          ]}
        />
        {look === 'colours' ? <Legend /> : null}
      </div>
      <div
        className={`${page['scroll']} ${css['frame']}`}
        role="region"
        aria-label="Offices and features"
        tabIndex={0}
      >
        <table className={css['table']}>
          <thead>
            <tr>
              {head('name', 'Office')}
              {head('adoption', 'Adoption')}
              {head('idle', 'Idle seats')}
              {head('used', 'Used')}
              {features.map(({ key }, at) => head(at, nameWords(key)))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <HeatLine
                key={row.location_id}
                companyId={companyId}
                row={row}
                features={features}
                most={most}
                look={look}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                Offices using it, of those switched on
              </th>
              {features.map(({ key, using, enabled }) => (
                <td key={key}>
                  {countText(using)}/{countText(enabled)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {nowhere.length > 0 ? (
        <p className={page['sub']}>Licensed at no office: {nowhere.map(nameWords).join(', ')}.</p>
      ) : null}
      {rows.length > FEW ? (
        <Button look="quiet" aria-expanded={long} onClick={() => setLong(!long)}>
          {long ? `Show ${FEW}` : `Show all ${countText(rows.length)}`}
        </Button>
      ) : null}
    </Section>
  );
}

function SortHead({
  name,
  by,
  order,
  onSort,
}: {
  readonly name: string;
  readonly by: HeatSort;
  readonly order: HeatOrder;
  readonly onSort: (by: HeatSort) => void;
}) {
  const sorted = order.by === by;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" onClick={() => onSort(by)}>
        {name}
        <span aria-hidden className={css['arrow']}>
          {sorted ? (order.descending ? '▼' : '▲') : ''}
        </span>
      </button>
    </th>
  );
}

function Legend() {
  return (
    <ul className={css['legend']}>
      <li>
        <i className={css['heat4']} /> used
      </li>
      <li>
        <i className={css['heat1']}>↓</i> low, under a quarter of the usual by head
      </li>
      <li>
        <i>0</i> not used
      </li>
      <li>
        <i>–</i> switched off
      </li>
      <li>
        <i className={css['hatch']} /> not licensed
      </li>
      <li>
        <i>·</i> no data
      </li>
    </ul>
  );
}
