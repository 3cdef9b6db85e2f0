import { ANCHOR_WEEK, FIRST_RISK_WEEK, firstDayOfWeek, NEVER, type Book } from './book.ts';
import { ENTITLED_BY_PLAN, FEATURE_COUNT, SIGN_IN } from './features.ts';
import { INDUSTRIES } from './companies.ts';
import { locationName } from './names.ts';
import { REGIONS } from './places.ts';
import { between, chance, hash, newRng, normal, openStream, unit, type Rng } from './random.ts';
import type { OfficeScript } from './stories.ts';

/** Visitors per employee and standard day, by industry. */
const VISITS = [0.02, 0.035, 0.05, 0.028, 0.012];
/** Yearly amount of an office of 85 people, by plan. */
const PRICE = [1600, 3600, 7200, 9600];

/** Opens (or, after an office has left, reopens as another one) the slot `o` in the given week. */
export function startOffice(book: Book, o: number, week: number, dayInWeek: number): void {
  const { offices } = book;
  offices.startWeek[o] = week;
  offices.start[o] = firstDayOfWeek(book, week) + dayInWeek;
  offices.licensed[o] = (offices.start[o] ?? 0) - 3 - (hash(book.seed, 8, o, week) & 15);
}

/** Everything about an office that the weekly simulation does not touch. */
export function drawOffice(book: Book, o: number, c: number, n: number, size: number): void {
  const { companies, offices, seed } = book;
  const rng = newRng();
  openStream(rng, hash(seed, 3, c, n), 0);
  const story = companies.story[c];
  const script = story?.script(n);
  const plan = companies.plan[c] ?? 0;
  offices.company[o] = c;
  // Spread over the book so that neighbours in a file are not neighbours by id; leading zeros matter.
  offices.id[o] = String(100_003 + o * 7).padStart(8, '0');

  const home = companies.region[c] ?? 0;
  const away = between(rng, 0, REGIONS.length - 1);
  const region = story || chance(rng, 0.8) ? home : away;
  const places = REGIONS[region]?.places ?? [];
  const place = between(rng, 0, places.length - 1);
  offices.region[o] = region;
  offices.place[o] = place;
  const test = !story && n === size - 1 && size >= 3 && (c % 40 === 11 || chance(rng, 0.01));
  offices.test[o] = test ? 1 : 0;
  const name = locationName(places[place]?.city ?? '', n, (hash(seed, 4, c) >>> 3) + n);
  offices.name[o] = test ? `${name} (test)` : name;

  const people = Math.exp(normal(rng, Math.log(85) + 0.25 * plan, 1));
  const employees = script?.employees ?? Math.round(Math.min(4000, Math.max(5, people)));
  offices.employees[o] = employees;
  const noisy = Math.max(1, Math.round(employees * Math.exp(normal(rng, 0, 0.12))));
  offices.employeesShown[o] = script ? employees : chance(rng, 0.12) ? -1 : noisy;
  const price = (PRICE[plan] ?? 0) * (employees / 85) ** 0.35 * Math.exp(normal(rng, 0, 0.25));
  offices.arrCents[o] = test ? 0 : Math.round(price) * 100;
  offices.devices[o] = Math.min(40, 1 + Math.floor(employees / 150) + (chance(rng, 0.3) ? 1 : 0));

  const industry = INDUSTRIES.findIndex((name_) => name_ === companies.industry[c]);
  const scatter = normal(rng, 0, script ? 0.15 : 0.45);
  offices.visitors[o] = employees * (VISITS[industry] ?? 0.03) * Math.exp(scatter);
  offices.deliveries[o] = employees * 0.02 * Math.exp(normal(rng, 0, 0.5));
  offices.rampWeeks[o] = Math.exp(normal(rng, Math.log(6.5), 0.4));
  offices.stuck[o] = !script && chance(rng, 0.1) ? 1 : 0;
  offices.beta[o] = normal(rng, 0.35, 0.1);

  drawStart(book, o, rng, script);
  drawGlitches(book, o, rng, script !== undefined);
  drawFeatures(book, o, plan, rng, script);
}

/** 62 % were live before the simulation began, the rest start evenly over it. */
function drawStart(book: Book, o: number, rng: Rng, script: OfficeScript | undefined): void {
  const early = FIRST_RISK_WEEK - between(rng, 8, 260);
  const later = between(rng, FIRST_RISK_WEEK, ANCHOR_WEEK - 1);
  const natural = chance(rng, 0.62) ? early : later;
  startOffice(book, o, script ? ANCHOR_WEEK - script.ageWeeks : natural, between(rng, 0, 6));
}

/** Missing rows and zero-filled outages, never on the newest days: a planted story must not be hidden by one. */
function drawGlitches(book: Book, o: number, rng: Rng, planted: boolean): void {
  const { offices, anchor } = book;
  const gap = chance(rng, 0.35) ? anchor - between(rng, 14, 900) : NEVER;
  const outage = chance(rng, 0.25) ? anchor - between(rng, 9, 900) : NEVER;
  offices.gapDays[o] = between(rng, 3, 10);
  offices.outageDays[o] = between(rng, 2, 5);
  offices.gap[o] = planted ? NEVER : gap;
  offices.outage[o] = planted ? NEVER : outage;
  const change = chance(rng, 0.15) ? between(rng, FIRST_RISK_WEEK, ANCHOR_WEEK) : undefined;
  if (change !== undefined && !planted) {
    // Hybrid work: a step down that has nothing to do with leaving.
    offices.hybridWeek[o] = change;
    offices.hybrid[o] = -Math.abs(normal(rng, 0.4, 0.15));
  }
}

function drawFeatures(
  book: Book,
  o: number,
  plan: number,
  rng: Rng,
  script: OfficeScript | undefined,
): void {
  const { offices } = book;
  const entitled = ENTITLED_BY_PLAN[plan] ?? 0;
  offices.entitled[o] = entitled;
  const choices: { f: number; order: number }[] = [];
  for (let f = 0; f < FEATURE_COUNT; f += 1) {
    const order = f === SIGN_IN ? -1 : unit(rng);
    offices.reluctance[o * FEATURE_COUNT + f] = Math.floor(unit(rng) * 256);
    if ((entitled >> f) & 1) choices.push({ f, order });
  }
  offices.reluctance[o * FEATURE_COUNT + SIGN_IN] = 0;
  choices.sort((a, b) => a.order - b.order);
  const want = script ? 5 + plan * 3 : between(rng, 2, 4) + 2 * plan;
  choices.slice(0, want).forEach(({ f }, nth) => {
    const later = nth > 0 && !script && unit(rng) < 0.2;
    const week = later ? between(rng, FIRST_RISK_WEEK, ANCHOR_WEEK) : 0;
    offices.enabledWeek[o * FEATURE_COUNT + f] = week;
    if (script) offices.reluctance[o * FEATURE_COUNT + f] = Math.floor(evenly(nth, want) * 200);
  });
}

/** Evenly spread reluctance for planted offices, so that "half of the features" means half. */
function evenly(nth: number, of: number): number {
  return nth / Math.max(1, of);
}
