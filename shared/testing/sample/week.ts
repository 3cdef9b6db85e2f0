import { weekday } from '../../domain/day.ts';
import { ANCHOR_WEEK, firstDayOfWeek, NEVER, NO_WEEK, WEEKS, type Book } from './book.ts';
import { FEATURE_COUNT } from './features.ts';
import { between, chance, hash, newRng, openStream, poisson, sigmoid, unit } from './random.ts';

/** What a week's latent state means for usage, per office. */
export interface WeekState {
  /** Usage relative to the office's own standard day at health 0, before the calendar. */
  readonly relative: Float32Array;
  /** Share of employees in the pool of hosts. */
  readonly hostShare: Float32Array;
  /** Admin logins a week. */
  readonly admin: Float32Array;
  /** Bits of features switched on, and of those in use. */
  readonly enabled: Uint16Array;
  readonly used: Uint16Array;
  readonly tickets: Tickets;
}

/** Tickets opened in one week, flat. A ticket opened on weekday `day` stays open for `days` days. */
export interface Tickets {
  readonly office: number[];
  readonly day: number[];
  readonly days: number[];
  readonly severe: boolean[];
}

function drawTickets(book: Book, week: number): Tickets {
  const { offices, seed, companies } = book;
  const tickets: Tickets = { office: [], day: [], days: [], severe: [] };
  const rng = newRng();
  const key = hash(seed, 7, week);
  const begins = firstDayOfWeek(book, week);
  for (let o = 0; o < offices.count; o += 1) {
    const age = week - (offices.startWeek[o] ?? 0);
    const cancelled = offices.cancelled[o] ?? NEVER;
    if (age < 0 || offices.test[o] || (cancelled !== NEVER && cancelled <= begins)) continue;
    openStream(rng, key, o);
    const h = offices.health[o * WEEKS + week] ?? 0;
    let n = poisson(rng, 0.06 * Math.exp(-0.3 * h) * (age < 8 ? 2.5 : 1));
    const c = offices.company[o] ?? 0;
    const planted = companies.story[c]?.script(o - (companies.firstOffice[c] ?? 0)).severeTickets;
    const ago = ANCHOR_WEEK - week;
    const plantedNow = planted !== undefined && ago >= 0 && ago < planted;
    if (plantedNow) n = 1;
    for (let k = 0; k < n; k += 1) {
      tickets.office.push(o);
      // Monday to Friday, wherever the book's week begins.
      tickets.day.push((between(rng, 0, 4) - weekday(begins) + 7) % 7);
      tickets.days.push(plantedNow ? 27 : 1 + Math.floor(20 * unit(rng) ** 2));
      tickets.severe.push(plantedNow || chance(rng, 0.08 * Math.exp(-0.4 * h)));
    }
  }
  return tickets;
}

/** Steps of the office's own story: decline before a notice, collapse after it, and a lasting hybrid-work step. */
function stepsOf(book: Book, o: number, week: number): { before: number; after: number } {
  const { offices } = book;
  const notice = offices.noticeWeek[o] ?? NO_WEEK;
  const span = offices.declineWeeks[o] ?? 0;
  const into = span > 0 ? Math.min(1, Math.max(0, (week - (notice - span)) / span)) : 0;
  const after = week > notice ? -0.8 * Math.min(1, (week - notice) / 6) : 0;
  return { before: into * (offices.decline[o] ?? 0), after };
}

/** One office in one week. */
export interface OfficeWeek {
  relative: number;
  hostShare: number;
  admin: number;
  enabled: number;
  used: number;
}

export function newOfficeWeek(): OfficeWeek {
  return { relative: 0, hostShare: 0, admin: 0, enabled: 0, used: 0 };
}

/** What the latent state of office `o` means in one of the book's weeks; all zero before it opens. */
export function officeWeek(book: Book, o: number, week: number, into: OfficeWeek): void {
  const { offices, companies } = book;
  into.relative = 0;
  into.hostShare = 0;
  into.admin = 0;
  into.enabled = 0;
  into.used = 0;
  const age = week - (offices.startWeek[o] ?? 0);
  if (age < 0) return;
  const h = offices.health[o * WEEKS + week] ?? 0;
  const stuck = offices.stuck[o] ? 1 : 0;
  const steps = stepsOf(book, o, week);
  const hybrid = week >= (offices.hybridWeek[o] ?? NO_WEEK) ? (offices.hybrid[o] ?? 0) : 0;
  const ramp = (1 - Math.exp(-(age + 0.5) / (offices.rampWeeks[o] ?? 6.5))) * (stuck ? 0.3 : 1);
  let usage = (offices.beta[o] ?? 0) * h + hybrid + steps.before + steps.after;
  let hosts = -1 + 0.55 * h + Math.log(ramp) + 0.5 * steps.before + steps.after;
  let admin = 0.65 * h + 0.6 * steps.before + steps.after;
  let propensity = sigmoid(0.5 + 0.8 * h + steps.before + steps.after - stuck);
  let factor = ramp;

  const c = offices.company[o] ?? 0;
  const script = companies.story[c]?.script(o - (companies.firstOffice[c] ?? 0));
  if (script) {
    factor *= script.usage;
    hosts += Math.log(script.usage);
    admin += 0.5 * Math.log(script.usage);
    const ago = ANCHOR_WEEK - week;
    if (script.slope) {
      const reached = Math.min(1, Math.max(0, 1 - ago / script.slope.weeks));
      usage += script.slope.usage * reached;
      hosts += script.slope.hosts * reached;
      admin += script.slope.admin * reached;
    }
    if (script.features && ago < script.features.weeks) propensity = script.features.share;
  }
  into.relative = factor * Math.exp(usage);
  into.hostShare = 0.5 * sigmoid(hosts);
  into.admin = 1.3 * Math.exp(admin);
  for (let f = 0; f < FEATURE_COUNT; f += 1) {
    const from = offices.enabledWeek[o * FEATURE_COUNT + f] ?? 255;
    if (from === 255 || week < from) continue;
    into.enabled |= 1 << f;
    if ((offices.reluctance[o * FEATURE_COUNT + f] ?? 0) < propensity * 256) into.used |= 1 << f;
  }
}

/** Every office in one of the book's weeks. */
function weekState(book: Book, week: number): WeekState {
  const n = book.offices.count;
  const state: WeekState = {
    relative: new Float32Array(n),
    hostShare: new Float32Array(n),
    admin: new Float32Array(n),
    enabled: new Uint16Array(n),
    used: new Uint16Array(n),
    tickets: drawTickets(book, week),
  };
  const one = newOfficeWeek();
  for (let o = 0; o < n; o += 1) {
    officeWeek(book, o, week, one);
    state.relative[o] = one.relative;
    state.hostShare[o] = one.hostShare;
    state.admin[o] = one.admin;
    state.enabled[o] = one.enabled;
    state.used[o] = one.used;
  }
  return state;
}

/** Keeps the last few weeks, so that days may be asked for in any order. */
export function weekCache(book: Book, keep = 8): (week: number) => WeekState {
  const kept = new Map<number, WeekState>();
  return (week) => {
    const wanted = Math.max(0, Math.min(WEEKS - 1, week));
    const known = kept.get(wanted);
    if (known) return known;
    const made = weekState(book, wanted);
    kept.set(wanted, made);
    const [oldest] = kept.keys();
    if (kept.size > keep && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
