import type { BookFacts, FeatureFacts, Grid } from './book.ts';
import type { ActivityGrid } from './calendar.ts';
import { cleanCounts } from './hygiene.ts';
import type { OfficeDates } from './office-dates.ts';

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
 */
export function bookActivity(
  book: BookFacts,
  dates: readonly OfficeDates[],
  live: Uint8Array,
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
  const kind = new Int8Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    const possible = activities.map((_, k) => k).filter((k) => inPlan[k]?.[i] === 1);
    const measured = possible.find((k) => book.measures.has(activities[k]?.measure ?? ''));
    kind[i] = measured ?? possible[0] ?? -1;
  }

  const first = new Int32Array(n).fill(-1);
  const dropped = new Uint16Array(n);
  const grids = activities.map(({ measure }) => upTo(book.measures.get(measure), book.asOf));
  const span = spanOf(grids, book.asOf);
  const values = new Float32Array(span.days * n).fill(Number.NaN);
  grids.forEach((grid, k) => {
    if (!grid) return;
    const cleaned = cleanCounts(grid);
    const shift = grid.firstDay - span.firstDay;
    for (let d = 0, at = 0; d < grid.days; d++) {
      for (let i = 0; i < n; i++, at++) {
        const y = cleaned.values[at] ?? Number.NaN;
        if (Number.isNaN(y)) continue;
        if (kind[i] === k) values[(d + shift) * n + i] = y;
        const before = first[i] ?? -1;
        if (y > 0 && (before < 0 || d + shift < before)) first[i] = d + shift;
      }
    }
    for (let i = 0; i < n; i++) if (kind[i] === k) dropped[i] = cleaned.dropped[i] ?? 0;
  });

  const everUsed = new Uint8Array(n);
  const liveFrom = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const office = book.offices[i];
    const event = first[i] ?? -1;
    const active = office?.lastActiveOn ?? null;
    everUsed[i] = event >= 0 || (active !== null && active <= book.asOf) ? 1 : 0;
    const start = dates[i]?.startOn ?? null;
    const sinceBefore =
      start === null ? (office?.firstSeen ?? 0) <= span.firstDay : start < span.firstDay;
    if (sinceBefore) liveFrom[i] = start === null ? ALWAYS : start - span.firstDay;
    else liveFrom[i] = event >= 0 ? event : everUsed[i] ? ALWAYS : span.days;
  }
  return {
    kind,
    inPlan,
    everUsed,
    dropped,
    grid: { ...span, offices: n, values, live, liveFrom, ...strataOf(book, kind) },
  };
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
