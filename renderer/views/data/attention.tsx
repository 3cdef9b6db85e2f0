import type { CalendarDay } from '../../../shared/contracts/health.ts';
import { dateText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import css from './attention.module.css';
import { StateGlyph } from './day-mark.tsx';
import { besides, NEEDS_A_LOOK, DAY_WORDS } from './day-words.ts';

/** At most so many are listed; the calendar has them all. */
const LISTED = 8;

/** The days one should know of, newest first: what a glance at the calendar would find. */
export function Attention({
  days,
  chosen,
  onChoose,
}: {
  readonly days: readonly CalendarDay[];
  readonly chosen: string | null;
  readonly onChoose: (ds: string) => void;
}) {
  const told = days
    .filter((day) => NEEDS_A_LOOK.has(day.state) || day.publishedAnyway || day.restated)
    .toReversed();
  return (
    <Section
      title="Days to know of"
      note={told.length > LISTED ? `the newest ${LISTED} of ${told.length}` : null}
    >
      {told.length === 0 ? (
        <p className={page['sub']}>None: every day came in time and is on the screens.</p>
      ) : (
        <ul className={css['list']}>
          {told.slice(0, LISTED).map((day) => (
            <li key={day.ds}>
              <button
                type="button"
                aria-pressed={day.ds === chosen}
                className={css['row']}
                onClick={() => onChoose(day.ds)}
              >
                <StateGlyph state={day.state} />
                <span className={css['day']}>{dateText(day.ds)}</span>
                <span className={css['what']}>{what(day)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is special about the day, the state only where that is it. */
function what(day: CalendarDay): string {
  const parts = [
    ...(NEEDS_A_LOOK.has(day.state) ? [DAY_WORDS[day.state].word] : []),
    ...besides(day),
  ].join(', ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}
