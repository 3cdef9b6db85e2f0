import type { BookFacts, FeatureFacts, Grid } from './book.ts';
import { cleanSeries } from './clean-series.ts';
import type { OfficeDates } from './office-dates.ts';
import type { ActivityGrid } from './series.ts';

/** Long before any grid: in use since before history began. */
const ALWAYS = -100_000;

export interface BookActivity {
  /** Index in `settings.activities`; −1 = none of them is in the plan. */
  readonly kind: Int8Array;
  /** True where an office's plan holds the activity, by kind. */
  readonly inPlan: readonly Uint8Array[];
  readonly grid: ActivityGrid;
  /** False where no event was ever recorded, of any kind. */
  readonly everUsed: Uint8Array;
  /** Index of the day of the first event of any kind; −1 = none. */
  readonly first: Int32Array;
  readonly dropped: Uint16Array;
}

/** 1 in plan, 0 not in plan. Where entitlement is unknown, a known on/off switch says that it is in the plan. */
export function featureInPlan(feature: FeatureFacts, office: number): boolean | undefined {
  const entitled = feature.entitled[office] ?? Number.NaN;
  if (!Number.isNaN(entitled)) return entitled === 1;
  return Number.isNaN(feature.enabled[office] ?? Number.NaN) ? undefined : true;
}

/**
 * The daily counts that stand for "the office is used": visitors, or, where visitor sign-in is not in the plan, the
 * next activity that is (deliveries, desk bookings …). Offices of another activity have a calendar of their own.
 * @param live offices that take part (neither excluded nor closed nor leaving)
 * @param before the same book as of a later day: its counts are shared where they are those of the same activities
 */
export function bookActivity(
  book: BookFacts,
  dates: readonly OfficeDates[],
  live: Uint8Array,
  before?: BookActivity,
): BookActivity {
  const n = book.offices.length;
  const { activities } = book.settings;
  const features = new Map(book.features.map((f) => [f.key, f]));
  const inPlan = activities.map((activity) => {
    const feature = features.get(activity.feature);
    const plan = new Uint8Array(n).fill(1);
    if (feature) for (let i = 0; i < n; i++) plan[i] = featureInPlan(feature, i) === false ? 0 : 1;
    return plan;
  });
  const kind = kindsOf(book, inPlan);
  const grids = activities.map(({ measure }) => upTo(book.measures.get(measure), book.asOf));
  const span = spanOf(grids, book.asOf);
  const shared = before?.kind.every((k, i) => k === kind[i]) ? before : undefined;
  const { values, stride, dropped, first } = shared
    ? { ...shared.grid, dropped: shared.dropped, first: shared.first }
    : cleanSeries(grids, kind, span);

  const everUsed = new Uint8Array(n);
  const liveFrom = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const office = book.offices[i];
    const event = (first[i] ?? -1) < span.days ? (first[i] ?? -1) : -1;
    const active = office?.lastActiveOn ?? null;
    everUsed[i] = event >= 0 || (active !== null && active <= book.asOf) ? 1 : 0;
    const start = dates[i]?.startOn ?? null;
    const sinceBefore =
      start === null ? (office?.firstSeen ?? 0) <= span.firstDay : start < span.firstDay;
    if (sinceBefore) liveFrom[i] = start === null ? ALWAYS : start - span.firstDay;
    else liveFrom[i] = event >= 0 ? event : everUsed[i] ? ALWAYS : span.days;
  }
  const grid = { ...span, offices: n, values, stride, live, liveFrom, ...strataOf(book, kind) };
  return { kind, inPlan, everUsed, first, dropped, grid };
}

/** The first activity in the plan that is measured; else the first in the plan. */
function kindsOf(book: BookFacts, inPlan: readonly Uint8Array[]): Int8Array {
  const measured = book.settings.activities.map(({ measure }) => book.measures.has(measure));
  return Int8Array.from(book.offices, (_, i) => {
    let possible = -1;
    for (let k = 0; k < inPlan.length; k++) {
      if (inPlan[k]?.[i] !== 1) continue;
      if (measured[k]) return k;
      if (possible < 0) possible = k;
    }
    return possible;
  });
}

function upTo(grid: Grid | undefined, asOf: number): Grid | undefined {
  if (!grid) return undefined;
  const days = Math.min(grid.days, asOf - grid.firstDay + 1);
  return days > 0 ? { ...grid, days } : undefined;
}

function spanOf(grids: readonly (Grid | undefined)[], asOf: number) {
  let firstDay = asOf;
  for (const grid of grids) if (grid && grid.firstDay < firstDay) firstDay = grid.firstDay;
  return { firstDay, days: asOf - firstDay + 1 };
}

function strataOf(book: BookFacts, kind: Int8Array): { stratum: Int32Array; strata: number } {
  const names = book.offices.map((office, i) => `${kind[i] ?? -1}\u001f${office.region ?? ''}`);
  const ids = new Map([...new Set(names)].toSorted().map((name, id) => [name, id]));
  return {
    stratum: Int32Array.from(names, (name) => ids.get(name) ?? 0),
    strata: ids.size,
  };
}
