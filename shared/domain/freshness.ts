import { dayOf, parseDay, type Day } from './day.ts';

/** How old the data is, in words. All times are values; the clock comes from the caller. */
export type FreshnessState = 'none' | 'fresh' | 'late' | 'held' | 'failed';

/** What the warehouse collects from, in the order they are told. */
export const SOURCE_NAMES = ['usage', 'support', 'billing', 'crm'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** Days a source may lag behind the data before its measures count as not available. */
export const SOURCE_LAG: Readonly<Record<SourceName, number>> = {
  usage: 2,
  support: 3,
  billing: 3,
  crm: 3,
};

/** What cannot be said while a source is stale. */
const MEASURES: Readonly<Record<SourceName, string>> = {
  usage: 'adoption and risk scores',
  support: 'support tickets and severity 1 incidents in the risk score',
  billing: 'overdue invoices in the risk score',
  crm: 'renewal dates and NPS in the risk score',
};

export interface SourceFreshness {
  readonly source: SourceName;
  /** When the warehouse last read it, ISO with zone; null where the delivery does not say. */
  readonly asOf: string | null;
  /** `late`: read before the day on the screens had ended. `stale`: so long before that its measures are not available. */
  readonly state: 'fresh' | 'late' | 'stale' | 'unknown';
  /** The measures that need it, in words. */
  readonly measures: string;
  readonly text: string;
}

export interface Freshness {
  readonly state: FreshnessState;
  /** How late a late day is: past the first or the second limit. */
  readonly level: 'ok' | 'warn' | 'error';
  /** One sentence with the three clocks. */
  readonly text: string;
  /** Data date: the day the facts describe. */
  readonly ds: string | null;
  /** When the warehouse wrote the delivery, ISO with zone. */
  readonly deliveredAt: string | null;
  /** When it was published here, ISO with zone. */
  readonly syncedAt: string | null;
  /** A newer delivery that is not on the screens, and why. */
  readonly waiting: { readonly ds: string; readonly status: 'held' | 'failed' } | null;
  readonly sources: readonly SourceFreshness[];
}

export interface FreshnessValues {
  readonly ds: string | null;
  readonly deliveredAt: string | null;
  readonly syncedAt: string | null;
  /** The newest delivery looked at that is not on the screens: its day, and whether it was held or could not be read. */
  readonly waiting: { readonly ds: string; readonly status: 'held' | 'failed' } | null;
  /** Newest time each source was read. */
  readonly asOf: Readonly<Partial<Record<SourceName, string | null>>>;
}

const HOUR = 3_600_000;
const DAY_MS = 86_400_000;
/** Hours after the end of the data date: a nightly delivery is missed once, and twice. */
export const WARN_HOURS = 30;
export const ERROR_HOURS = 54;

/**
 * @param now ISO time of the caller. The age counts from the data's own date (UTC), never from when a file was written:
 * it stays true offline and after the clock or the zone of the computer changed.
 */
export function freshnessOf(values: FreshnessValues, now: string): Freshness {
  const { ds, deliveredAt, syncedAt, waiting } = values;
  const clocks = { ds, deliveredAt, syncedAt };
  if (ds === null) {
    const text = waiting
      ? `No day is published; the delivery of ${waiting.ds} ${saidOf(waiting.status)}.`
      : 'No day has been synced yet.';
    return {
      state: waiting?.status ?? 'none',
      level: waiting ? 'error' : 'ok',
      text,
      ...clocks,
      waiting,
      sources: [],
    };
  }
  const age = (Date.parse(now) - (dayOf(ds) + 1) * DAY_MS) / HOUR;
  const level = age > ERROR_HOURS ? 'error' : age > WARN_HOURS ? 'warn' : 'ok';
  const ahead = waiting !== null && waiting.ds > ds ? waiting : undefined;
  const state = ahead ? ahead.status : level === 'ok' ? 'fresh' : 'late';
  const parts = [
    `Data of ${ds}${level === 'ok' ? '' : ` (${agoText(age)} after that day ended)`}`,
    deliveredAt === null ? 'delivery time not known' : `delivered ${minuteOf(deliveredAt)}`,
    syncedAt === null ? 'not synced' : `synced ${minuteOf(syncedAt)}`,
    ...(ahead ? [`the delivery of ${ahead.ds} ${saidOf(ahead.status)}`] : []),
  ];
  return {
    state,
    level: ahead && level === 'ok' ? 'warn' : level,
    text: `${WORDS[state]}: ${parts.join('; ')}.`,
    ...clocks,
    waiting: ahead ?? null,
    sources: SOURCE_NAMES.map((source) => sourceFreshness(source, values.asOf[source] ?? null, ds)),
  };
}

const WORDS: Readonly<Record<FreshnessState, string>> = {
  none: 'No data',
  fresh: 'Fresh',
  late: 'Late',
  held: 'Held',
  failed: 'Failed',
};

const saidOf = (status: 'held' | 'failed'): string =>
  status === 'held' ? 'is held' : 'could not be read';

function sourceFreshness(source: SourceName, asOf: string | null, ds: string): SourceFreshness {
  const of = { source, measures: MEASURES[source] };
  const on: Day | undefined = asOf === null ? undefined : parseDay(asOf.slice(0, 10));
  if (asOf === null || on === undefined)
    return { ...of, asOf: null, state: 'unknown', text: `${source}: the delivery does not say` };
  const day = dayOf(ds);
  const read = `${source}: read ${minuteOf(asOf)}`;
  if (on > day) return { ...of, asOf, state: 'fresh', text: read };
  if (day - on <= SOURCE_LAG[source])
    return { ...of, asOf, state: 'late', text: `${read}, before ${ds} had ended` };
  return {
    ...of,
    asOf,
    state: 'stale',
    text: `${read}, ${day - on} days before ${ds}; not available: ${MEASURES[source]}`,
  };
}

/** `2026-11-21T03:17:40Z` → `2026-11-21 03:17 UTC`. */
function minuteOf(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time)
    ? iso
    : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const agoText = (hours: number): string =>
  hours < 48 ? `${Math.floor(hours)} hours` : `${Math.floor(hours / 24)} days`;
