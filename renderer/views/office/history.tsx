import { useMemo, useState } from 'react';
import { dayOf } from '../../../shared/domain/day.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { useOfficeChanges } from '../../api/evidence.ts';
import { useSeries } from '../../api/queries.ts';
import { TimeChart } from '../../components/chart/time-chart.tsx';
import { lineText, tail, weeklyLine } from '../../components/chart/lines.ts';
import { Choice } from '../../components/choice.tsx';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { FeatureMultiples } from './feature-multiples.tsx';
import css from './office.module.css';
import use from './use.module.css';
import { WeekdayBars } from './weekday-bars.tsx';
import { dailyLine } from './daily.ts';

const SHOWN = [
  { measure: 'visitors', name: 'Visitors' },
  { measure: 'active_hosts', name: 'Host-days' },
  { measure: 'deliveries', name: 'Deliveries' },
] as const;
const DAYS = 400;

/** Visitors, hosts, deliveries and features over time, on the same days; gaps open, corrected days marked. */
export function History({ office }: { readonly office: OfficeDetail }) {
  const { company_id: companyId, location_id: locationId, measures, features } = office;
  const [by, setBy] = useState<'week' | 'day'>('week');
  const [weeks, setWeeks] = useState<'12' | '26' | '57'>('57');
  const shown = useMemo(
    () => SHOWN.filter(({ measure }) => measures.includes(measure)),
    [measures],
  );
  const on = useMemo(() => features.filter(({ enabled }) => enabled === true), [features]);
  const input = useMemo(
    () => ({
      companyId,
      locationId,
      measures: [
        ...shown.map(({ measure }) => measure),
        ...on.map(({ key }) => `feature_${key}_events`),
      ],
      days: DAYS,
    }),
    [companyId, locationId, shown, on],
  );
  const { data, error } = useSeries(input, input.measures.length > 0);
  const lines = useMemo(
    () =>
      data
        ? shown.map(({ measure, name }) => {
            const daily = tail(dailyLine(data, measure), Number(weeks) * 7);
            return { measure, name, daily, line: by === 'week' ? weeklyLine(daily) : daily };
          })
        : [],
    [data, by, weeks, shown],
  );
  const restated = useOfficeChanges({ companyId, locationId }).data?.restated;
  const marks = useMemo(() => marksOn(restated ?? []), [restated]);
  const [first] = lines;
  return (
    <Section
      title="Over time"
      note="Days without a delivery stay open; a week with such a day is left open too"
    >
      {shown.length === 0 ? (
        <p className={page['sub']}>The extract carries no counts for this office.</p>
      ) : error || !data ? (
        <Pending error={error} text="Reading the history" />
      ) : null}
      {data ? (
        <div className={css['choices']}>
          <Choice
            label="Points"
            value={by}
            onChange={setBy}
            options={[
              ['week', 'Weekly'],
              ['day', 'Daily'],
            ]}
          />
          <Choice
            label="Span"
            value={weeks}
            onChange={setWeeks}
            options={[
              ['12', '12 weeks'],
              ['26', '26 weeks'],
              ['57', 'All'],
            ]}
          />
        </div>
      ) : null}
      <div className={use['top']}>
        <div className={use['charts']}>
          {lines.map(({ measure, name, line }) => (
            <TimeChart
              key={measure}
              title={`${name} a ${by}`}
              text={lineText(line, by)}
              days={line.days}
              values={line.values}
              height={measure === 'visitors' ? 160 : 96}
              group={`${companyId}/${locationId}`}
              marks={marks.get(measure) ?? NO_MARKS}
            />
          ))}
          {marks.size > 0 ? (
            <p className={use['marks']}>
              <span aria-hidden>▮</span> {plural(daysMarked(marks), 'day')} with a corrected value:
              see Changes.
            </p>
          ) : null}
        </div>
        {first ? <WeekdayBars line={first.daily} name={first.name} /> : null}
      </div>
      {data ? <FeatureMultiples features={on} series={data} weeks={Number(weeks)} /> : null}
    </Section>
  );
}

const NO_MARKS: readonly number[] = [];

/** Measure → its corrected days, of those that are charted. */
function marksOn(
  restated: readonly { readonly ds: string; readonly column: string }[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { ds, column } of restated) {
    // A row that came or went is every measure's.
    const of = column === 'row' ? SHOWN.map(({ measure }) => measure) : [column];
    for (const measure of of.filter((name) => SHOWN.some((each) => each.measure === name)))
      found.set(measure, [...(found.get(measure) ?? []), dayOf(ds)]);
  }
  return found;
}

const daysMarked = (marks: ReadonlyMap<string, readonly number[]>): number =>
  new Set([...marks.values()].flat()).size;
