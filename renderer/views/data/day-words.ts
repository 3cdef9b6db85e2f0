import type { CalendarDay, DayState } from '../../../shared/contracts/health.ts';
import { countText, dateText, plural } from '../../components/format.ts';

/** How a state is named, and what it means for who reads the screens. */
export const DAY_WORDS: Readonly<
  Record<DayState, { readonly word: string; readonly means: string }>
> = {
  published: { word: 'Published', means: 'on the screens' },
  warned: {
    word: 'Published, with warnings',
    means: 'on the screens; a check has something to say',
  },
  late: { word: 'Late', means: 'on the screens; delivered after its limit' },
  held: { word: 'Held', means: 'not on the screens; a check holds it back' },
  failed: { word: 'Failed', means: 'not on the screens; it could not be read' },
  missing: { word: 'Missing', means: 'no delivery came' },
  rolled_back: { word: 'Rolled back', means: 'taken off the screens by a person' },
  none_yet: { word: 'None yet', means: 'not due' },
  before: { word: 'Before the first delivery', means: 'nothing was ever delivered' },
};

/** Days one should know of, and what to say of them first. */
export const NEEDS_A_LOOK: ReadonlySet<DayState> = new Set([
  'held',
  'failed',
  'missing',
  'late',
  'rolled_back',
]);

const ANYWAY = 'published anyway';

/** What is beside a day's state, in words. */
export function besides(day: CalendarDay): readonly string[] {
  return [
    ...(day.publishedAnyway ? [ANYWAY] : []),
    ...(day.restated ? [day.runs > 1 ? `restated, ${day.runs} runs` : 'restated'] : []),
    ...(day.keepsEarlierRun ? ['an earlier run stays on the screens'] : []),
    ...(day.state === 'late' && day.warnings > 0 ? [plural(day.warnings, 'warning')] : []),
  ];
}

/** A day's state over its details: a person's decision says more than the warnings it overruled. */
export function headWords(day: CalendarDay): { readonly word: string; readonly means: string } {
  const { word, means } = DAY_WORDS[day.state];
  const more = besides(day);
  if (!day.publishedAnyway) return { word, means: [means, ...more].join('; ') };
  const rest = more.filter((each) => each !== ANYWAY);
  return {
    word: 'Published anyway',
    means: ['on the screens although its checks hold it', ...rest].join('; '),
  };
}

/** A day of the calendar as one says it: `Sat 21 Nov 2026: held, 260 rows, 40 set aside`. */
export function dayLabel(day: CalendarDay): string {
  const parts = [
    DAY_WORDS[day.state].word.toLowerCase(),
    ...besides(day),
    ...(day.rows === null ? [] : [plural(day.rows, 'row')]),
    ...(day.rejected ? [`${countText(day.rejected)} set aside`] : []),
  ];
  return `${dateText(day.ds)}: ${parts.join(', ')}`;
}
