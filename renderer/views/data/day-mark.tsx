import type { CalendarDay, DayState } from '../../../shared/contracts/health.ts';
import css from './calendar.module.css';

/** Shapes differ in form as well as in colour, so that the calendar reads without any. */
const SHAPES: Readonly<Record<DayState, string>> = {
  published: 'M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z',
  warned: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM8 5.2v3.4M8 10.4v.4',
  late: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM8 5v3.2l2.2 1.5',
  held: 'M5.5 3.5v9M10.5 3.5v9',
  failed: 'M4 4l8 8M12 4l-8 8',
  missing: 'M3.5 3.5h9v9h-9z',
  rolled_back: 'M5.6 3.2L3 5.8l2.6 2.6M3 5.8h6.2a3.6 3.6 0 0 1 0 7.2H5.4',
  none_yet: 'M8 7.2v.01',
  before: 'M8 8v.01',
};

/** The sign of a day's state; the words stand beside it or in its label. */
export function StateGlyph({ state }: { readonly state: DayState }) {
  return (
    <svg viewBox="0 0 16 16" className={`${css['glyph']} ${css[state]}`} aria-hidden>
      <path d={SHAPES[state]} />
    </svg>
  );
}

/** A day's sign with what is beside its state: how many runs, and whether a person let it through. */
export function DayMark({ day }: { readonly day: CalendarDay }) {
  return (
    <>
      <StateGlyph state={day.state} />
      {day.publishedAnyway ? <span className={css['anyway']} aria-hidden /> : null}
      {day.restated ? (
        <span className={css['runs']} data-runs={Math.max(2, day.runs)} aria-hidden />
      ) : null}
    </>
  );
}
