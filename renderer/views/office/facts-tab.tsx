import { useNavigate } from '@tanstack/react-router';
import type { RestatedValue } from '../../../shared/domain/change.ts';
import { dayOf, formatDay, parseDay } from '../../../shared/domain/day.ts';
import type { SourceDay } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { useOfficeChanges, useSourceDays } from '../../api/evidence.ts';
import { Unknown } from '../../components/cells/cells.tsx';
import { Choice } from '../../components/choice.tsx';
import { countText, dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { nameWords } from '../../components/words.ts';
import css from './facts.module.css';
import type { FactsSearch } from './office-search.ts';
import { RawFacts } from './raw-facts.tsx';

const FIRST_MEASURES = ['visitors', 'active_hosts', 'deliveries', 'admin_logins'];
const SPANS = [28, 84, 400] as const;

/** The office as it was delivered: its newest row, and the days behind its numbers with the file and record of each. */
export function FactsTab({
  office,
  search,
}: {
  readonly office: OfficeDetail;
  readonly search: FactsSearch;
}) {
  return (
    <>
      <Days office={office} search={search} />
      <RawFacts office={office} />
    </>
  );
}

function Days({ office, search }: { readonly office: OfficeDetail; readonly search: FactsSearch }) {
  const { company_id: companyId, location_id: locationId, measures: delivered } = office;
  const navigate = useNavigate();
  const asked = search.measures?.split(',').filter((name) => delivered.includes(name)) ?? [];
  const measures =
    asked.length > 0 ? asked : FIRST_MEASURES.filter((name) => delivered.includes(name));
  const to = parseDay(search.to ?? '') ?? dayOf(office.ds);
  const from = Math.min(to, parseDay(search.from ?? '') ?? to - SPANS[0] + 1);
  const show = (next: FactsSearch): void =>
    void navigate({
      to: '/office/$companyId/$locationId',
      params: { companyId, locationId },
      search: {
        tab: 'facts',
        measures: measures.join(','),
        from: formatDay(from),
        to: formatDay(to),
        ...next,
      },
      replace: true,
    });
  const span = to - from + 1;
  return (
    <Section
      title="Delivered days"
      note={`${dateText(formatDay(from))} to ${dateText(formatDay(to))}, newest first; each with the file and the record it stands in`}
    >
      {measures.length === 0 ? (
        <p className={page['sub']}>The extract carries no counts.</p>
      ) : (
        <>
          <div className={css['choices']}>
            <Choice
              label="Span"
              value={SPANS.some((days) => days === span) ? String(span) : null}
              onChange={(days) => show({ from: formatDay(to - Number(days) + 1) })}
              options={SPANS.map((days) => [String(days), `${days} days`] as const)}
            />
            <SelectField
              label="Measures"
              value={measures.length === 1 ? (measures[0] ?? '') : ''}
              onChange={(name) => show({ measures: name === '' ? measures.join(',') : name })}
              options={[
                ['', plural(measures.length, 'measure')] as const,
                ...delivered.map((name) => [name, nameWords(name)] as const),
              ]}
            />
          </div>
          <DaysTable
            companyId={companyId}
            locationId={locationId}
            measures={measures}
            from={formatDay(from)}
            to={formatDay(to)}
          />
        </>
      )}
    </Section>
  );
}

function DaysTable(input: {
  readonly companyId: string;
  readonly locationId: string;
  readonly measures: readonly string[];
  readonly from: string;
  readonly to: string;
}) {
  const { data, error } = useSourceDays({ ...input, measures: [...input.measures] });
  const changes = useOfficeChanges(input).data;
  if (!data) return <Pending error={error} text="Reading the days" />;
  const missing = spanOf(input) - data.length;
  const restated = Map.groupBy(changes?.restated ?? [], ({ ds }) => ds);
  return (
    <>
      <p className={page['sub']}>
        {plural(data.length, 'day')} delivered
        {missing > 0 ? `, ${countText(missing)} not: they count nowhere` : ''}.
      </p>
      <div
        className={`${page['scroll']} ${css['days']}`}
        tabIndex={0}
        role="region"
        aria-label="Delivered days"
      >
        <table className={page['table']}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {input.measures.map((name) => (
                <th key={name} scope="col" className={page['num']}>
                  {nameWords(name)}
                </th>
              ))}
              <th scope="col">File</th>
              <th scope="col" className={page['num']}>
                Record
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((day) => (
              <DayRow
                key={day.ds}
                day={day}
                measures={input.measures}
                restated={restated.get(day.ds) ?? []}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function DayRow({
  day,
  measures,
  restated,
}: {
  readonly day: SourceDay;
  readonly measures: readonly string[];
  readonly restated: readonly RestatedValue[];
}) {
  return (
    <tr>
      <th scope="row">{dateText(day.ds)}</th>
      {measures.map((name, at) => {
        const value = day.values[at] ?? null;
        const was = restated.find(({ column }) => column === name);
        return (
          <td key={name} className={page['num']}>
            {was ? (
              <span className={css['was']}>
                was {was.old === null ? 'unknown' : String(was.old)},{' '}
              </span>
            ) : null}
            {value === null ? <Unknown why="not delivered" /> : countText(value)}
          </td>
        );
      })}
      <td>{day.file === null ? <Unknown why="not kept" /> : <code>{day.file}</code>}</td>
      <td className={page['num']}>{countText(day.record)}</td>
    </tr>
  );
}

const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  dayOf(to) - dayOf(from) + 1;
