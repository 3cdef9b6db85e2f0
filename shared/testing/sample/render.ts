import { weekday, type Day } from '../../domain/day.ts';
import { DAYS_AHEAD, firstDayOfWeek, NEVER, REASONS, weekOf, WEEKS, type Book } from './book.ts';
import {
  COMMA,
  csvBytes,
  dayWriter,
  NEWLINE,
  putBoolean,
  putBytes,
  putHundredths,
  putInt,
  putNull,
  putText,
  putTwoDigits,
} from './bytes.ts';
import { companyDay } from './company-day.ts';
import { SAMPLE_COLUMNS } from './columns.ts';
import { daysOf, hasRow, newUsage, type DayState, type Usage } from './day.ts';
import { FEATURE_COUNT, FEATURES, PLANS } from './features.ts';
import { riskIndex } from './latent.ts';
import { CSMS } from './names.ts';
import { REGIONS } from './places.ts';
import { hash, hashUnit, newRng, openStream, roundAtRandom, sigmoid, type Rng } from './random.ts';

/** One day ready to be written in parts. */
export interface DayPlan {
  readonly day: Day;
  /** Offices with a row, in file order. */
  readonly rows: Int32Array;
  readonly state: DayState;
  readonly zeroRegion: number | undefined;
  readonly perCompany: Uint8Array;
  readonly companyAt: Int32Array;
}

export interface RenderedPart {
  /** CSV with its header line. */
  readonly bytes: Uint8Array;
  /** Data rows, without the header. */
  readonly rows: number;
  /** Hundredths, NULL left out. */
  readonly arrHundredths: number;
  /** Undefined when every value is NULL. */
  readonly visitors: number | undefined;
}

export interface Renderer {
  readonly book: Book;
  /** `zeroRegion`: index of a region whose sensors reported zero (the first run of a restated day). */
  plan(day: Day, zeroRegion?: number): DayPlan;
  /** Rows `from` … `to − 1` of the plan. `room` is reused when it is large enough. */
  part(plan: DayPlan, from: number, to: number, room?: Uint8Array): RenderedPart;
}

const ROW_ROOM = 1200;

/** Text of the columns that never change, one run of bytes per office. */
function constantBytes(book: Book, fields: (o: number) => readonly (string | null)[]) {
  const { count } = book.offices;
  const at = new Int32Array(count + 1);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let o = 0; o < count; o += 1) {
    const piece = csvBytes(fields(o));
    pieces.push(piece);
    size += piece.length;
    at[o + 1] = size;
  }
  const bytes = new Uint8Array(size);
  pieces.forEach((piece, o) => bytes.set(piece, at[o] ?? 0));
  return { bytes, at };
}

function headFields(book: Book, o: number): readonly (string | null)[] {
  const { companies, offices } = book;
  const c = offices.company[o] ?? 0;
  const csm = CSMS[companies.csm[c] ?? 255];
  return [
    companies.id[c] ?? '',
    offices.id[o] ?? '',
    companies.name[c] ?? '',
    offices.name[o] ?? '',
    companies.parent[c] ?? null,
    csm?.email ?? null,
    csm?.name ?? null,
    companies.segment[c] ?? null,
    companies.industry[c] ?? null,
    PLANS[companies.plan[c] ?? 0] ?? null,
  ];
}

function placeFields(book: Book, o: number): readonly (string | null)[] {
  const region = REGIONS[book.offices.region[o] ?? 0];
  const place = region?.places[book.offices.place[o] ?? 0];
  if (!region || !place) return [null, null, null, null, null, null];
  const { city, country, zone, latitude, longitude } = place;
  return [city, country, region.name, zone, String(latitude), String(longitude)];
}

export function rendererOf(book: Book): Renderer {
  const { companies, offices, seed, anchor } = book;
  const days = daysOf(book);
  const head = constantBytes(book, (o) => headFields(book, o));
  const place = constantBytes(book, (o) => placeFields(book, o));
  const header = csvBytes(SAMPLE_COLUMNS);
  header[header.length - 1] = NEWLINE;
  const putDay = dayWriter(anchor - 3600, anchor + DAYS_AHEAD + 1000);
  const reasons = REASONS.map((reason) => csvBytes([reason]));
  const statuses = ['onboarding', 'active', 'closing', 'closed', 'test'].map((s) => csvBytes([s]));
  const usage = newUsage();
  const rng = newRng();

  const statusOf = (o: number, day: Day): number => {
    if (offices.test[o]) return 4;
    const cancelled = offices.cancelled[o] ?? NEVER;
    if (cancelled !== NEVER && day >= cancelled) return 3;
    const notice = offices.notice[o] ?? NEVER;
    if (notice !== NEVER && day >= notice) return 2;
    return day < (offices.start[o] ?? 0) + 84 ? 0 : 1;
  };

  const dayOrNull = (to: Uint8Array, at: number, day: Day, today: Day): number =>
    day === NEVER || day > today ? putNull(to, at) : putDay(to, at, day);

  const stamp = (to: Uint8Array, at: number, day: Day, clock: string): number =>
    putText(to, putDay(to, at, day), clock);

  const countOrNull = (to: Uint8Array, at: number, n: number): number =>
    n < 0 ? putNull(to, at) : putInt(to, at, n);

  const lifeCycle = (to: Uint8Array, start: number, o: number, day: Day): number => {
    const status = statusOf(o, day);
    const text = statuses[status];
    let at = text ? putBytes(to, start, text, 0, text.length) : start;
    at = dayOrNull(to, at, offices.start[o] ?? NEVER, anchor + 400);
    to[at++] = COMMA;
    at = dayOrNull(to, at, offices.licensed[o] ?? NEVER, anchor + 400);
    to[at++] = COMMA;
    const known = status === 2 || status === 3;
    at = known ? putDay(to, at, offices.notice[o] ?? 0) : putNull(to, at);
    to[at++] = COMMA;
    at = known ? putDay(to, at, offices.cancelled[o] ?? 0) : putNull(to, at);
    to[at++] = COMMA;
    const reason = known ? reasons[offices.reason[o] ?? REASONS.length] : undefined;
    if (reason) at = putBytes(to, at, reason, 0, reason.length);
    else {
      at = putNull(to, at);
      to[at++] = COMMA;
    }
    return at;
  };

  const featureFields = (to: Uint8Array, start: number, o: number, plan: DayPlan): number => {
    const { state } = plan;
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
  };

  const usageFields = (to: Uint8Array, start: number, o: number, plan: DayPlan): number => {
    const { state, day } = plan;
    let at = putBoolean(to, start, state.regions[offices.region[o] ?? 0]?.open ?? true);
    to[at++] = COMMA;
    const counts = state.lost ? LOST : usage;
    at = countOrNull(to, at, counts.visitors);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.invites);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.deliveries);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.checkIns);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.desks);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.rooms);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.hosts);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.hosts28);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.admin);
    to[at++] = COMMA;
    at = putInt(to, at, offices.devices[o] ?? 0);
    to[at++] = COMMA;
    at = countOrNull(to, at, counts.online);
    to[at++] = COMMA;
    const last = days.lastActive(state, o);
    if (last === NEVER) at = putNull(to, at);
    else {
      const when = hash(seed, 12, o, last) >>> 0;
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
    at = putInt(to, at, state.open[o] ?? 0);
    to[at++] = COMMA;
    at = putInt(to, at, state.opened[o] ?? 0);
    to[at++] = COMMA;
    at = putInt(to, at, state.severeOpen[o] ?? 0);
    to[at++] = COMMA;
    at = putInt(to, at, state.severeOpened[o] ?? 0);
    to[at++] = COMMA;
    const csat = state.csat[o] ?? 0;
    at = csat === 0 ? putNull(to, at) : putHundredths(to, at, csat);
    to[at++] = COMMA;
    return modelFields(to, at, o, day);
  };

  /** The data team's own model: a noisy view of the true hazard, scored weekly, missing for one office in ten. */
  const modelFields = (to: Uint8Array, start: number, o: number, day: Day): number => {
    let at = start;
    const week = Math.min(WEEKS - 1, weekOf(book, day));
    const young = week - (offices.startWeek[o] ?? 0) < 4;
    if (young || week < 0 || hashUnit(seed, 13, o) < 0.1 || statusOf(o, day) > 2) {
      at = putNull(to, at);
      to[at++] = COMMA;
      at = putNull(to, at);
    } else {
      const noise = hashUnit(seed, 14, o, week >> 2) - 0.5;
      const p = sigmoid(riskIndex(book, o, week) + Math.log(13) + 1.6 * noise);
      const scaled = Math.round(p * 100_000);
      to[at++] = 48;
      to[at++] = 46;
      for (let unitOf = 10_000; unitOf >= 1; unitOf /= 10) {
        to[at++] = 48 + (Math.floor(scaled / unitOf) % 10);
      }
      to[at++] = COMMA;
      at = putDay(to, at, firstDayOfWeek(book, week));
    }
    to[at++] = COMMA;
    return at;
  };

  return {
    book,
    plan(day, zeroRegion) {
      const state = days.state(day);
      const rows = new Int32Array(offices.count);
      let n = 0;
      for (let o = 0; o < offices.count; o += 1) if (hasRow(book, o, day)) rows[n++] = o;
      return { day, rows: rows.slice(0, n), state, zeroRegion, ...companyDay(book, day, putDay) };
    },

    part(plan, from, to, room) {
      const { day, state, rows, perCompany, companyAt } = plan;
      let need = header.length;
      for (let r = from; r < to; r += 1) {
        const o = rows[r] ?? 0;
        need += ROW_ROOM + (head.at[o + 1] ?? 0) - (head.at[o] ?? 0);
      }
      const out = room && room.length >= need ? room : new Uint8Array(need);
      let at = putBytes(out, 0, header, 0, header.length);
      let arr = 0;
      let visitors = 0;
      const asOf = new Uint8Array(120);
      let asOfEnd = stamp(asOf, 0, state.lost ? day : day + 1, ' 02:10:00+00,');
      asOfEnd = stamp(asOf, asOfEnd, day + 1, ' 01:40:00+00,');
      asOfEnd = stamp(asOf, asOfEnd, day + 1 - (weekday(day) === 6 ? 1 : 0), ' 00:30:00+00,');
      asOfEnd = stamp(asOf, asOfEnd, day + 1, ' 02:00:00+00,');
      for (let r = from; r < to; r += 1) {
        const o = rows[r] ?? 0;
        const c = offices.company[o] ?? 0;
        days.usage(state, o, usage, plan.zeroRegion);
        openStream(rng, state.key ^ 0x5bd1e995, o);
        at = putDay(out, at, day);
        out[at++] = COMMA;
        at = putBytes(out, at, head.bytes, head.at[o] ?? 0, head.at[o + 1] ?? 0);
        const cut = companyAt[2 * c + 1] ?? 0;
        at = putBytes(out, at, perCompany, companyAt[2 * c] ?? 0, cut);
        const cancelled = offices.cancelled[o] ?? NEVER;
        const paid = cancelled !== NEVER && day >= cancelled ? 0 : (offices.arrCents[o] ?? 0);
        if (companies.allocated[c]) {
          at = putHundredths(out, at, paid);
          arr += paid;
        } else at = putNull(out, at);
        out[at++] = COMMA;
        at = putBytes(out, at, perCompany, cut, companyAt[2 * c + 2] ?? 0);
        at = putBytes(out, at, place.bytes, place.at[o] ?? 0, place.at[o + 1] ?? 0);
        at = lifeCycle(out, at, o, day);
        at = countOrNull(out, at, offices.employeesShown[o] ?? -1);
        out[at++] = COMMA;
        at = usageFields(out, at, o, plan);
        at = putBytes(out, at, asOf, 0, asOfEnd);
        at = featureFields(out, at, o, plan);
        out[at - 1] = NEWLINE;
        visitors += usage.visitors;
      }
      return {
        bytes: out.subarray(0, at),
        rows: to - from,
        arrHundredths: arr,
        visitors: state.lost ? undefined : visitors,
      };
    },
  };
}

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
