import type { Day } from '../../domain/day.ts';
import { firstDayOfWeek, NEVER, weekOf, type Book } from './book.ts';
import { isLostDay, regionDay, type RegionDay } from './calendar.ts';
import { ACCESS, DELIVERIES, DESKS, INVITES, ROOMS } from './features.ts';
import { REGIONS } from './places.ts';
import {
  gammaMeanOne,
  hash,
  hashUnit,
  newRng,
  openStream,
  poisson,
  roundAtRandom,
  unit,
  type Rng,
} from './random.ts';
import { newOfficeWeek, officeWeek, weekCache, type OfficeWeek, type WeekState } from './week.ts';

/** Everything about one day that is the same for all offices, and the small per-office sums of the support tool. */
export interface DayState {
  readonly day: Day;
  readonly week: WeekState;
  /** Three, two and one weeks before, for the 28-day columns. */
  readonly before: readonly WeekState[];
  readonly regions: readonly RegionDay[];
  /** The warehouse lost the usage of this day. */
  readonly lost: boolean;
  readonly open: Uint8Array;
  readonly opened: Uint8Array;
  readonly severeOpen: Uint8Array;
  readonly severeOpened: Uint8Array;
  /** Mean answer × 100 of the day, 0 = none. */
  readonly csat: Uint16Array;
  readonly key: number;
}

/** Counts of one office on one day. −1 = NULL. */
export interface Usage {
  visitors: number;
  invites: number;
  deliveries: number;
  checkIns: number;
  desks: number;
  rooms: number;
  hosts: number;
  hosts28: number;
  admin: number;
  online: number;
}

export interface Days {
  readonly book: Book;
  state(day: Day): DayState;
  usage(state: DayState, office: number, into: Usage, zeroRegion?: number): void;
  /** Last day up to `day` with a visitor, a delivery or an admin; NEVER = none within 400 days. */
  lastActive(day: Day, office: number): Day;
}

/** An office silent for longer has no known last activity. */
const LOOK_BACK_DAYS = 400;

export function newUsage(): Usage {
  return {
    visitors: 0,
    invites: 0,
    deliveries: 0,
    checkIns: 0,
    desks: 0,
    rooms: 0,
    hosts: 0,
    hosts28: 0,
    admin: 0,
    online: 0,
  };
}

/** Does the extract have a row for this office on this day? */
export function hasRow(book: Book, o: number, day: Day): boolean {
  const { offices } = book;
  if (day < (offices.licensed[o] ?? 0)) return false;
  const gap = offices.gap[o] ?? NEVER;
  return gap === NEVER || day < gap || day >= gap + (offices.gapDays[o] ?? 0);
}

function inUse(book: Book, o: number, day: Day): boolean {
  const { offices } = book;
  const stopped = offices.stopped[o] ?? NEVER;
  return day >= (offices.start[o] ?? 0) && (stopped === NEVER || day < stopped);
}

function inOutage(book: Book, o: number, day: Day): boolean {
  const from = book.offices.outage[o] ?? NEVER;
  return from !== NEVER && day >= from && day < from + (book.offices.outageDays[o] ?? 0);
}

/** Days in any order: each is a function of the book and the day alone. */
export function daysOf(book: Book): Days {
  const { offices, seed } = book;
  const weekAt = weekCache(book, 12);
  const rng = newRng();
  const regionCache = new Map<Day, readonly RegionDay[]>();
  const regionsOn = (day: Day): readonly RegionDay[] => {
    let known = regionCache.get(day);
    if (!known) {
      known = REGIONS.map((_, r) => regionDay(seed, r, day));
      regionCache.set(day, known);
    }
    return known;
  };

  /** The first draws of an office's stream: what counts as a sign of life. */
  const firstDraws = (
    stream: Rng,
    one: OfficeWeek,
    key: number,
    o: number,
    region: RegionDay | undefined,
    into: Usage,
  ): void => {
    openStream(stream, key, o);
    const relative = one.relative * (region?.factor ?? 1);
    into.visitors = poisson(
      stream,
      (offices.visitors[o] ?? 0) * relative * gammaMeanOne(stream, 4),
    );
    into.admin = poisson(stream, one.admin * (region?.open ? 0.2 : 0.01));
    into.deliveries =
      (one.used >> DELIVERIES) & 1
        ? poisson(stream, (offices.deliveries[o] ?? 0) * relative * gammaMeanOne(stream, 3))
        : 0;
  };

  // An answer (last activity a, asked for day b) also answers every day between a and b.
  const knownFrom = new Int32Array(offices.count);
  const knownTo = new Int32Array(offices.count);
  const look = newUsage();
  const lookRng = newRng();
  const lookWeek = newOfficeWeek();
  const one = newOfficeWeek();

  const dayKey = (day: Day): number => hash(seed, 9, day);

  return {
    book,
    state(day) {
      const w = weekOf(book, day);
      const n = offices.count;
      const state: DayState = {
        day,
        week: weekAt(w),
        before: [weekAt(w - 1), weekAt(w - 2), weekAt(w - 3)],
        regions: regionsOn(day),
        lost: isLostDay(seed, day, book.anchor),
        open: new Uint8Array(n),
        opened: new Uint8Array(n),
        severeOpen: new Uint8Array(n),
        severeOpened: new Uint8Array(n),
        csat: new Uint16Array(n),
        key: dayKey(day),
      };
      [state.week, ...state.before].forEach(({ tickets }, ago) => {
        const begins = firstDayOfWeek(book, w - ago);
        tickets.office.forEach((o, k) => {
          const age = day - begins - (tickets.day[k] ?? 0);
          const lasts = tickets.days[k] ?? 0;
          const severe = tickets.severe[k] ? 1 : 0;
          const closing = age === lasts && hashUnit(seed, 10, o, begins + k) < 0.4;
          if (closing)
            state.csat[o] = 100 + 100 * Math.floor(hashUnit(seed, 11, o, day) ** 0.5 * 5);
          if (age < 0 || age >= lasts) return;
          state.open[o] = (state.open[o] ?? 0) + 1;
          state.severeOpen[o] = (state.severeOpen[o] ?? 0) + severe;
          if (age > 0) return;
          state.opened[o] = (state.opened[o] ?? 0) + 1;
          state.severeOpened[o] = (state.severeOpened[o] ?? 0) + severe;
        });
      });
      return state;
    },

    usage(state, o, into, zeroRegion) {
      const { week, before, day } = state;
      const live = inUse(book, o, day);
      const dark = inOutage(book, o, day) || offices.region[o] === zeroRegion;
      const region = state.regions[offices.region[o] ?? 0];
      const factor = region?.factor ?? 1;
      into.visitors = 0;
      into.invites = 0;
      into.deliveries = 0;
      into.checkIns = 0;
      into.desks = 0;
      into.rooms = 0;
      into.hosts = 0;
      into.hosts28 = 0;
      into.admin = 0;
      into.online = 0;
      one.relative = week.relative[o] ?? 0;
      one.hostShare = week.hostShare[o] ?? 0;
      one.admin = week.admin[o] ?? 0;
      one.enabled = week.enabled[o] ?? 0;
      one.used = week.used[o] ?? 0;
      const { enabled, used, relative } = one;
      const people = offices.employees[o] ?? 0;
      if (live && !dark) {
        firstDraws(rng, one, state.key, o, region, into);
        const { visitors } = into;
        into.online = Math.max(1, (offices.devices[o] ?? 1) - (unit(rng) < 0.03 ? 1 : 0));
        if (visitors > 0 && (used >> INVITES) & 1) {
          into.invites = roundAtRandom(rng, visitors * 0.65);
        }
        const life = factor * Math.min(1.3, Math.sqrt(relative));
        if ((used >> ACCESS) & 1) {
          into.checkIns = Math.min(
            people,
            roundAtRandom(rng, people * 0.45 * Math.min(1, life) * (0.85 + 0.3 * unit(rng))),
          );
        }
        if ((used >> DESKS) & 1) into.desks = poisson(rng, people * 0.12 * life);
        if ((used >> ROOMS) & 1) into.rooms = poisson(rng, people * 0.06 * life);
        if (visitors > 0) {
          const pool = Math.max(1, people * one.hostShare);
          const met = pool * (1 - Math.exp((-visitors * 0.9) / pool));
          into.hosts = Math.min(people, visitors, Math.max(1, roundAtRandom(rng, met)));
        }
      }
      // Distinct hosts of 28 days follow from the pool and from how often it is drawn on in about 20 working days.
      const stoppedFor = live ? 0 : Math.min(28, day - (offices.stopped[o] ?? 0));
      if (day >= (offices.start[o] ?? 0) && stoppedFor < 28) {
        const weeks =
          relative +
          (before[0]?.relative[o] ?? 0) +
          (before[1]?.relative[o] ?? 0) +
          (before[2]?.relative[o] ?? 0);
        const visits = (offices.visitors[o] ?? 0) * weeks * 5 * (1 - stoppedFor / 28);
        const pool = Math.max(0.5, people * one.hostShare);
        into.hosts28 = Math.min(
          people,
          Math.floor(pool * (1 - Math.exp((-visits * 0.9) / pool)) + 0.5),
        );
      }
      into.hosts28 = Math.max(into.hosts28, into.hosts);
      if (!((enabled >> INVITES) & 1)) into.invites = -1;
      if (!((enabled >> DELIVERIES) & 1)) into.deliveries = -1;
      if (!((enabled >> ACCESS) & 1)) into.checkIns = -1;
      if (!((enabled >> DESKS) & 1)) into.desks = -1;
      if (!((enabled >> ROOMS) & 1)) into.rooms = -1;
    },

    lastActive(day, o) {
      const started = offices.start[o] ?? 0;
      const stopped = offices.stopped[o] ?? NEVER;
      const newest = stopped !== NEVER && stopped <= day ? stopped - 1 : day;
      const from = knownFrom[o] ?? NEVER;
      if (from !== NEVER && from <= day && day <= (knownTo[o] ?? NEVER)) {
        return newest - from < LOOK_BACK_DAYS ? from : NEVER;
      }
      for (let d = newest; d >= started && newest - d < LOOK_BACK_DAYS; d -= 1) {
        if (inOutage(book, o, d)) continue;
        const region = regionsOn(d)[offices.region[o] ?? 0];
        const week = weekOf(book, d);
        if (week < 0) break;
        officeWeek(book, o, week, lookWeek);
        firstDraws(lookRng, lookWeek, dayKey(d), o, region, look);
        if (look.visitors + look.admin + look.deliveries === 0) continue;
        knownFrom[o] = d;
        knownTo[o] = day;
        return d;
      }
      return NEVER;
    },
  };
}
