import { useMemo, useState } from 'react';
import type { AccountEvidence } from '../../../shared/domain/account-evidence.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { lineText, tail, weeklyLine } from '../../components/chart/lines.ts';
import { TimeChart } from '../../components/chart/time-chart.tsx';
import { Choice } from '../../components/choice.tsx';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';

/** Visitors of all offices over time; gaps open, corrected days marked. */
export function AccountTrend({
  companyId,
  evidence: { visitors, restated },
}: {
  readonly companyId: string;
  readonly evidence: AccountEvidence;
}) {
  const [weeks, setWeeks] = useState<'4' | '12' | '57'>('57');
  const line = useMemo(() => {
    const first = visitors.values.findIndex((value) => value !== null);
    if (first < 0) return { days: [], values: [] };
    const from = dayOf(visitors.from) + first;
    const values = visitors.values.slice(first);
    const daily = { days: values.map((_, at) => from + at), values };
    return weeks === '4' ? tail(daily, 28) : weeklyLine(tail(daily, Number(weeks) * 7));
  }, [visitors, weeks]);
  const marks = useMemo(() => restated.map(dayOf), [restated]);
  const unit = weeks === '4' ? 'day' : 'week';
  return (
    <Section
      title="Over time"
      note="all counted offices together; a day on which more than one office in twenty is unknown stays open"
    >
      {line.days.length === 0 ? (
        <p className={page['sub']}>No day is known of enough offices.</p>
      ) : (
        <>
          <Choice
            label="Span"
            value={weeks}
            onChange={setWeeks}
            options={[
              ['4', '4 weeks'],
              ['12', '12 weeks'],
              ['57', 'All'],
            ]}
          />
          <TimeChart
            title={`Visitors a ${unit}`}
            text={lineText(line, unit)}
            days={line.days}
            values={line.values}
            height={168}
            group={companyId}
            marks={marks}
          />
          {marks.length > 0 ? (
            <p className={page['sub']}>
              {plural(marks.length, 'day')} with a corrected number of visitors, marked on the axis.
            </p>
          ) : null}
        </>
      )}
    </Section>
  );
}
