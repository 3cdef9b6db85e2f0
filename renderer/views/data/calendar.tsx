import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { CalendarDay } from '../../../shared/contracts/health.ts';
import { shortDayText } from '../../components/format.ts';
import { Section } from '../../components/section.tsx';
import { keyLeadsTo, weeksOf } from './calendar-model.ts';
import css from './calendar.module.css';
import { DayMark, StateGlyph } from './day-mark.tsx';
import { dayLabel, DAY_WORDS } from './day-words.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Sixty days, a column a week: one stop for Tab, arrows by day and week, Enter opens the day. */
export function Calendar({
  days,
  chosen,
  onChoose,
}: {
  /** Oldest first, without a gap. */
  readonly days: readonly CalendarDay[];
  readonly chosen: string | null;
  readonly onChoose: (ds: string) => void;
}) {
  const grid = useRef<HTMLTableElement>(null);
  // Where the arrows went, until another day is chosen.
  const [moved, setMoved] = useState<{ from: string | null; to: string } | null>(null);
  const cursor = moved?.from === chosen ? moved.to : chosen;
  const at = Math.max(
    0,
    days.findIndex((day) => day.ds === (cursor ?? days.at(-1)?.ds)),
  );
  const weeks = weeksOf(days);

  const onKeyDown = (event: KeyboardEvent): void => {
    const here = days[at];
    if (here && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onChoose(here.ds);
      return;
    }
    const to = days[keyLeadsTo(event.key, event.ctrlKey || event.metaKey, at, days.length) ?? -1];
    if (!to) return;
    event.preventDefault();
    setMoved({ from: chosen, to: to.ds });
    grid.current?.querySelector<HTMLElement>(`[data-ds="${to.ds}"]`)?.focus();
  };

  return (
    <Section title="Last 60 days" note="arrows by day and week, Enter opens">
      <table
        ref={grid}
        role="grid"
        aria-label="Calendar of deliveries"
        className={css['calendar']}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td />
            {weeks.map(({ monday }, i) => (
              <th key={monday} scope="col">
                {/* Every other week has room for its date. */}
                {(weeks.length - 1 - i) % 2 === 0 ? shortDayText(monday) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {weeks.map(({ monday, days: inWeek }) => {
                const day = inWeek[row];
                if (!day) return <td key={monday} />;
                const label = dayLabel(day);
                return (
                  <td
                    key={monday}
                    data-ds={day.ds}
                    tabIndex={day.ds === days[at]?.ds ? 0 : -1}
                    aria-label={label}
                    aria-selected={day.ds === chosen}
                    title={label}
                    className={`${css['day']} ${css[`on_${day.state}`] ?? ''}`}
                    onClick={() => onChoose(day.ds)}
                  >
                    <DayMark day={day} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend days={days} />
    </Section>
  );
}

/** Only the signs that are on the calendar now. */
function Legend({ days }: { readonly days: readonly CalendarDay[] }) {
  const states = [...new Set(days.map((day) => day.state))].filter((state) => state !== 'before');
  return (
    <ul className={css['legend']} aria-label="Signs of the calendar">
      {ORDER.filter((state) => states.includes(state)).map((state) => (
        <li key={state} title={DAY_WORDS[state].means}>
          <StateGlyph state={state} /> {DAY_WORDS[state].word}
        </li>
      ))}
      {days.some((day) => day.publishedAnyway) ? (
        <li>
          <span className={css['key']}>
            <span className={css['anyway']} />
          </span>
          Published anyway
        </li>
      ) : null}
      {days.some((day) => day.restated) ? (
        <li>
          <span className={css['key']}>
            <span className={css['runs']} data-runs={2} />
          </span>
          Restated
        </li>
      ) : null}
    </ul>
  );
}

const ORDER = [
  'published',
  'warned',
  'late',
  'held',
  'failed',
  'missing',
  'rolled_back',
  'none_yet',
] as const;
