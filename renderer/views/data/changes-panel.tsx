import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type {
  ChangedOffice,
  Changes,
  RestatedDay,
  RestatedValue,
} from '../../../shared/domain/change.ts';
import { useChanges } from '../../api/health.ts';
import { countText, dateText, plural, proseDays, timeText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import css from './changes-panel.module.css';
import { measureName } from './coverage.ts';

/** Entries of each list; the totals beside them are exact. */
const LISTED = 20;

/** What the last sync changed in the book: offices that came and went, values that were corrected, scores that moved far. */
export function ChangesPanel() {
  const { data } = useChanges(LISTED);
  if (!data?.to) return null;
  const { totals } = data;
  const nothing =
    data.from !== null &&
    data.restatedTotal === 0 &&
    data.restatedDays.length === 0 &&
    data.settings.length === 0 &&
    Object.values(totals).every((total) => total === 0);
  return (
    <Section
      title="What changed"
      note={
        data.from
          ? `since ${dateText(data.from.ds)} was the newest day, published ${timeText(data.from.at)}`
          : null
      }
    >
      {data.from === null ? (
        <p className={page['sub']}>Nothing was here before this: all of it is new.</p>
      ) : null}
      {nothing ? (
        <p className={page['sub']}>
          No office came or went, no value was corrected and no score moved far.
        </p>
      ) : null}
      {data.settings.map((mark) => (
        <p key={`${mark.at} ${mark.settings}`} className={page['sub']}>
          From {dateText(mark.ds)} on scores are made with other settings: {mark.changes.join(', ')}{' '}
          (<code>{mark.settings}</code>, before <code>{mark.settings_old}</code>).
        </p>
      ))}
      <div className={css['groups']}>
        <Offices title="New offices" total={totals.newOffices} offices={data.newOffices} />
        <Offices
          title="Gone offices"
          total={totals.goneOffices}
          offices={data.goneOffices}
          say={(office) =>
            `last seen ${dateText(office.last_seen)}${office.in_grace ? '; stays in the lists until the next delivery' : ''}`
          }
        />
        <Offices title="Back again" total={totals.returnedOffices} offices={data.returnedOffices} />
        <Offices
          title="Moved to another account"
          total={totals.movedOffices}
          offices={data.movedOffices}
          say={(office) => `from ${office.from_company_name}`}
        />
        <Offices
          title="Large moves of a score"
          total={totals.moves}
          offices={data.moves}
          say={(move) => proseDays(move.text)}
        />
      </div>
      <Restated changes={data} />
    </Section>
  );
}

function Offices<O extends ChangedOffice>({
  title,
  total,
  offices,
  say,
}: {
  readonly title: string;
  readonly total: number;
  readonly offices: readonly O[];
  readonly say?: (office: O) => string;
}) {
  if (total === 0) return null;
  return (
    <details className={css['group']}>
      <summary>
        {title} <b>{countText(total)}</b>
      </summary>
      <ul>
        {offices.map((office, i) => (
          <li key={`${office.company_id}/${office.location_id}/${i}`}>
            <OfficeLink office={office} /> {say ? <span>{say(office)}</span> : null}
          </li>
        ))}
        <More of={total} shown={offices.length} />
      </ul>
    </details>
  );
}

function OfficeLink({ office }: { readonly office: ChangedOffice }): ReactNode {
  const { company_id: companyId, location_id: locationId } = office;
  return (
    <Link to="/office/$companyId/$locationId" params={{ companyId, locationId }}>
      {office.company_name}, {office.location_name}
    </Link>
  );
}

const More = ({ of, shown }: { readonly of: number; readonly shown: number }) =>
  of > shown ? <li>and {countText(of - shown)} more</li> : null;

/** `restated: 60 values of 60 offices (Visitors 60)`. A day that was taken back has lost its rows, whatever they held. */
function restatedText({ kind, values, offices, columns }: RestatedDay): string {
  if (kind === 'taken_back') return `taken back: ${plural(values, 'row')} off the screens`;
  const most = columns.slice(0, 3).map((c) => `${columnName(c.column)} ${countText(c.values)}`);
  return (
    `${kind === 'restated' ? 'restated' : 'brought back'}: ${plural(values, 'value')} of ${plural(offices, 'office')}` +
    (most.length > 0 ? ` (${most.join(', ')})` : '')
  );
}

const columnName = (column: string): string =>
  column === 'row' ? 'The whole row' : measureName(column);

function Restated({ changes }: { readonly changes: Changes }) {
  const { restatedDays, restated, restatedTotal } = changes;
  if (restatedDays.length === 0) return null;
  return (
    <>
      <ul className={css['days']}>
        {restatedDays.map((day) => (
          <li key={`${day.ds}/${day.at}`}>
            <Link to="/data" search={{ ds: day.ds }}>
              {dateText(day.ds)}
            </Link>{' '}
            {restatedText(day)}
          </li>
        ))}
      </ul>
      {restated.length > 0 ? (
        <details>
          <summary className={css['more']}>
            Corrected values, old and new: {countText(restatedTotal)}
          </summary>
          <table className={page['table']} aria-label="Corrected values">
            <TableHead names={['Day', 'Office', 'Column', 'Old', 'New']} numbers={['Old', 'New']} />
            <tbody>
              {restated.map((value, i) => (
                <tr key={i}>
                  <td>{dateText(value.ds)}</td>
                  <th scope="row">
                    {value.company_name}
                    {value.location_name === null ? '' : `, ${value.location_name}`}
                  </th>
                  <td>{columnName(value.column)}</td>
                  <td className={page['num']}>{valueText(value, 'old')}</td>
                  <td className={page['num']}>{valueText(value, 'new')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </>
  );
}

/** Unknown is a dot; a row that came or went has no value but being there. */
function valueText(value: RestatedValue, which: 'old' | 'new'): string {
  const it = value[which];
  if (value.column === 'row') return it === null ? 'not there' : 'there';
  return typeof it === 'number' ? countText(it) : (it ?? '·');
}
