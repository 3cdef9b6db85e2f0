import { useMemo, useState } from 'react';
import { useSeries } from '../../api/queries.ts';
import { TimeChart } from '../../components/chart/time-chart.tsx';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { Choice } from '../../components/choice.tsx';
import css from './office.module.css';
import { dailyLine, lineText, tail, weeklyLine } from './weekly.ts';

const SHOWN = [
  { measure: 'visitors', name: 'Visitors' },
  { measure: 'active_hosts', name: 'Host-days' },
  { measure: 'deliveries', name: 'Deliveries' },
] as const;
const DAYS = 400;

/** Visitors, hosts and deliveries over time, one under the other on the same days. */
export function History({
  companyId,
  locationId,
  measures,
}: {
  readonly companyId: string;
  readonly locationId: string;
  readonly measures: readonly string[];
}) {
  const shown = SHOWN.filter(({ measure }) => measures.includes(measure));
  const [by, setBy] = useState<'week' | 'day'>('week');
  const [weeks, setWeeks] = useState<'12' | '26' | '57'>('57');
  const input = useMemo(
    () => ({
      companyId,
      locationId,
      measures: SHOWN.filter(({ measure }) => measures.includes(measure)).map(
        ({ measure }) => measure,
      ),
      days: DAYS,
    }),
    [companyId, locationId, measures],
  );
  const { data, error } = useSeries(input, shown.length > 0);
  const lines = useMemo(
    () =>
      data
        ? SHOWN.map(({ measure, name }) => {
            const daily = tail(dailyLine(data, measure), Number(weeks) * 7);
            return { measure, name, line: by === 'week' ? weeklyLine(daily) : daily };
          })
        : [],
    [data, by, weeks],
  );
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
      <div className={css['charts']}>
        {lines
          .filter(({ measure }) => measures.includes(measure))
          .map(({ measure, name, line }) => (
            <TimeChart
              key={measure}
              title={`${name} a ${by}`}
              text={lineText(line, by)}
              days={line.days}
              values={line.values}
              height={measure === 'visitors' ? 160 : 108}
              group={`${companyId}/${locationId}`}
            />
          ))}
      </div>
    </Section>
  );
}
