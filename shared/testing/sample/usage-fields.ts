import { NEVER } from './book.ts';
import {
  COMMA,
  putBoolean,
  putHundredths,
  putInt,
  putNull,
  putText,
  putTwoDigits,
  type DayWriter,
} from './bytes.ts';
import type { Days, DayState, Usage } from './day.ts';
import { FEATURE_COUNT, FEATURES } from './features.ts';
import { STATUSES, statusOf } from './life-fields.ts';
import { hash, roundAtRandom, type Rng } from './random.ts';

const LOST: Usage = {
  visitors: -1,
  invites: -1,
  deliveries: -1,
  checkIns: -1,
  desks: -1,
  rooms: -1,
  hosts: -1,
  hosts28: -1,
  admin: -1,
  online: -1,
};

/** Uses of feature `f` that come with the day's counts. */
function eventsOf(f: number, usage: Usage, open: boolean, rng: Rng): number {
  const feature = FEATURES[f];
  if (!feature) return 0;
  switch (feature.per) {
    case 'visitors':
      return feature.rate === 1
        ? usage.visitors
        : usage.visitors === 0
          ? 0
          : roundAtRandom(rng, usage.visitors * feature.rate);
    case 'invites':
      return Math.max(0, usage.invites);
    case 'deliveries':
      return Math.max(0, usage.deliveries);
    case 'desks':
      return Math.max(0, usage.desks);
    case 'rooms':
      return Math.max(0, usage.rooms);
    case 'check_ins':
      return usage.checkIns <= 0 ? 0 : roundAtRandom(rng, usage.checkIns * feature.rate);
    case 'admin':
      return usage.admin === 0 ? 0 : roundAtRandom(rng, usage.admin * feature.rate);
    case 'open_day':
      // A nightly directory run: only while the office's devices are there.
      return open && usage.online > 0 ? feature.rate : 0;
    default:
      return 0;
  }
}

/** Whose numbers are written, and into what. */
export interface UsageRow {
  readonly days: Days;
  readonly state: DayState;
  readonly usage: Usage;
  readonly rng: Rng;
  readonly putDay: DayWriter;
}

function putCount(to: Uint8Array, start: number, n: number): number {
  const at = n < 0 ? putNull(to, start) : putInt(to, start, n);
  to[at] = COMMA;
  return at + 1;
}

/** `last_active_at`: during working hours of the last day with a sign of life, whole seconds, UTC. */
function putLastActive(row: UsageRow, to: Uint8Array, start: number, o: number): number {
  const { days, state, putDay } = row;
  // The night the usage was lost, the last activity known is that of the day before.
  const last = days.lastActive(state.lost ? state.day - 1 : state.day, o);
  let at = start;
  if (last === NEVER) at = putNull(to, at);
  else {
    const when = hash(days.book.seed, 12, o, last) >>> 0;
    at = putDay(to, at, last);
    to[at++] = 32;
    at = putTwoDigits(to, at, 9 + (when % 9));
    to[at++] = 58;
    at = putTwoDigits(to, at, (when >>> 8) % 60);
    to[at++] = 58;
    at = putTwoDigits(to, at, (when >>> 16) % 60);
    at = putText(to, at, '+00');
  }
  to[at++] = COMMA;
  return at;
}

/** `is_open_day` … `csat`. */
export function putUsage(row: UsageRow, to: Uint8Array, start: number, o: number): number {
  const { days, state } = row;
  const { offices } = days.book;
  let at = putBoolean(to, start, state.regions[offices.region[o] ?? 0]?.open ?? true);
  to[at++] = COMMA;
  const counts = state.lost ? LOST : row.usage;
  at = putCount(to, at, counts.visitors);
  at = putCount(to, at, counts.invites);
  at = putCount(to, at, counts.deliveries);
  at = putCount(to, at, counts.checkIns);
  at = putCount(to, at, counts.desks);
  at = putCount(to, at, counts.rooms);
  at = putCount(to, at, counts.hosts);
  at = putCount(to, at, counts.hosts28);
  at = putCount(to, at, counts.admin);
  const closed = STATUSES[statusOf(days.book, o, state.day)] === 'closed';
  at = putCount(to, at, closed ? 0 : (offices.devices[o] ?? 0));
  at = putCount(to, at, counts.online);
  at = putLastActive(row, to, at, o);
  at = putCount(to, at, state.open[o] ?? 0);
  at = putCount(to, at, state.opened[o] ?? 0);
  at = putCount(to, at, state.severeOpen[o] ?? 0);
  at = putCount(to, at, state.severeOpened[o] ?? 0);
  const csat = state.csat[o] ?? 0;
  at = csat === 0 ? putNull(to, at) : putHundredths(to, at, csat);
  to[at++] = COMMA;
  return at;
}

/** Entitled, enabled and events of every feature, with a comma after the last. */
export function putFeatures(row: UsageRow, to: Uint8Array, start: number, o: number): number {
  const { state, usage, rng } = row;
  const { offices } = row.days.book;
  const entitled = offices.entitled[o] ?? 0;
  const enabled = state.week.enabled[o] ?? 0;
  const used = state.week.used[o] ?? 0;
  const open = state.regions[offices.region[o] ?? 0]?.open ?? true;
  let at = start;
  for (let f = 0; f < FEATURE_COUNT; f += 1) {
    const has = ((entitled >> f) & 1) === 1;
    at = putBoolean(to, at, has);
    to[at++] = COMMA;
    at = has ? putBoolean(to, at, ((enabled >> f) & 1) === 1) : putNull(to, at);
    to[at++] = COMMA;
    if (!has || state.lost) at = putNull(to, at);
    else at = putInt(to, at, (used >> f) & 1 ? eventsOf(f, usage, open, rng) : 0);
    to[at++] = COMMA;
  }
  return at;
}
