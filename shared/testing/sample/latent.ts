import { COMPANY_STREAM, drawInvoices } from './accounts.ts';
import {
  ANCHOR_WEEK,
  CLOSED_KEPT_DAYS,
  FIRST_RISK_WEEK,
  firstDayOfWeek,
  NEVER,
  NO_WEEK,
  REASON_MISSING,
  WEEKS,
  type Book,
} from './book.ts';
import { startOffice } from './offices.ts';
import {
  between,
  chance,
  hash,
  newRng,
  normal,
  openStream,
  sigmoid,
  unit,
  type Rng,
} from './random.ts';

const YEAR = 52;
const RECENT_WEEKS = 26;
/** Set so that about one office in seven gives notice a year, all reasons together, siblings' effect included. */
const BASE_RISK = -6.7;

/** ln of the weekly odds of a notice before gates, from four-week health; negative = protective. */
export function riskIndex(book: Book, o: number, week: number): number {
  const { offices } = book;
  const at = o * WEEKS + week;
  let mean = 0;
  for (let k = 0; k < 4; k += 1) mean += (offices.health[Math.max(o * WEEKS, at - k)] ?? 0) / 4;
  const age = week - (offices.startWeek[o] ?? 0);
  return (
    BASE_RISK -
    1.1 * mean +
    1.6 * (offices.pressure[at] ?? 0) +
    (offices.stuck[o] && age > 12 ? 0.6 : 0) -
    0.15 * Math.log((offices.employees[o] ?? 85) / 85) -
    0.15 * Math.min(age / YEAR, 3)
  );
}

/** Weeks from `week` to the account's next renewal; undefined for monthly contracts. */
export function weeksToRenewal(book: Book, c: number, week: number): number | undefined {
  if (!book.companies.annual[c]) return undefined;
  const days = (book.companies.renewal[c] ?? 0) - firstDayOfWeek(book, week);
  return Math.floor((((days % 365) + 365) % 365) / 7);
}

/** Weekly hazard λ of a notice for reasons of value; `siblingLeft` = another office gave notice within 26 weeks. */
export function noticeHazard(book: Book, o: number, week: number, siblingLeft: boolean): number {
  const age = week - (book.offices.startWeek[o] ?? 0);
  const ahead = weeksToRenewal(book, book.offices.company[o] ?? 0, week);
  const gate = ahead === undefined ? 1 : ahead >= 4 && ahead <= 13 ? 4.2 : 0.15;
  return sigmoid(riskIndex(book, o, week)) * gate * (age < 8 ? 0.2 : 1) * (siblingLeft ? 1.5 : 1);
}

/** Health and pressure of every office of company `c`, all weeks. */
function drawHealth(book: Book, c: number, first: number, size: number, shared: Rng): void {
  const { offices, companies, seed } = book;
  const u = normal(shared);
  const shocks = new Float64Array(WEEKS);
  const sponsor = companies.sponsorLeft[c] ?? NEVER;
  for (let w = 0; w < WEEKS; w += 1) {
    const hit = chance(shared, 0.1 / YEAR) ? -Math.abs(normal(shared, 0.8, 0.3)) : 0;
    const begins = firstDayOfWeek(book, w);
    shocks[w] = hit - (sponsor >= begins && sponsor < begins + 7 ? 0.5 : 0);
  }
  const story = companies.story[c];
  const rng = newRng();
  for (let n = 0; n < size; n += 1) {
    const o = first + n;
    openStream(rng, hash(seed, 5, c, n), 0);
    const script = story?.script(n);
    const mean = script ? script.health : 0.45 * u + 0.75 * normal(rng);
    let h = mean + (script ? 0 : normal(rng, 0, 0.5));
    let q = !script && chance(rng, 0.05) ? 1 : 0;
    for (let w = 0; w < WEEKS; w += 1) {
      h = mean + 0.96 * (h - mean) + (script ? 0.03 : 0.14) * normal(rng);
      if (!script) {
        if (chance(rng, 0.25 / YEAR)) h -= Math.abs(normal(rng, 1, 0.4));
        if (chance(rng, 0.15 / YEAR)) h += Math.abs(normal(rng, 0.5, 0.2));
        h += shocks[w] ?? 0;
        q = q ? (chance(rng, 1 / 26) ? 0 : 1) : chance(rng, 0.12 / YEAR) ? 1 : 0;
      }
      offices.health[o * WEEKS + w] = h;
      offices.pressure[o * WEEKS + w] = q;
    }
  }
}

/** Writes the notice of office `o`; an office that left too long ago makes room for a new one. */
function leave(book: Book, o: number, week: number, reason: number, rng: Rng): void {
  const { offices, companies } = book;
  const c = offices.company[o] ?? 0;
  const notice = firstDayOfWeek(book, week) + between(rng, 0, 6);
  const ahead = weeksToRenewal(book, c, week);
  const renewal = firstDayOfWeek(book, week) + (ahead ?? 0) * 7 + 7;
  const byContract = reason === 0 && ahead !== undefined && ahead < 20;
  const cancelled = byContract ? Math.max(renewal, notice + 14) : notice + between(rng, 28, 60);
  const kept = book.anchor - CLOSED_KEPT_DAYS;
  if (cancelled < kept) {
    const room = ANCHOR_WEEK - 1 - week - Math.ceil((cancelled - notice) / 7);
    startOffice(
      book,
      o,
      ANCHOR_WEEK - 1 - between(rng, 0, Math.max(0, room - 2)),
      between(rng, 0, 6),
    );
    return;
  }
  offices.noticeWeek[o] = week;
  offices.notice[o] = notice;
  offices.cancelled[o] = cancelled;
  offices.reason[o] =
    reason === 0 && chance(rng, 0.15) ? (chance(rng, 0.5) ? REASON_MISSING : 4) : reason;
  const stopped = offices.stopped[o] ?? NEVER;
  offices.stopped[o] = stopped === NEVER ? cancelled : Math.min(stopped, cancelled);
  if (reason === 0 && chance(rng, 0.6)) {
    offices.declineWeeks[o] = between(rng, 2, 8);
    offices.decline[o] = -Math.abs(normal(rng, 0.55, 0.2));
  }
  if (companies.story[c]) throw new Error('a planted office must not leave by chance');
}

/** Notices, closures and departures of company `c`, week by week: one office's notice raises its siblings' risk. */
function drawDepartures(book: Book, c: number, first: number, size: number, rng: Rng): void {
  const { offices, companies } = book;
  const closesAt = new Int16Array(size).fill(NO_WEEK);
  let lastLeft = -NO_WEEK;
  for (let w = FIRST_RISK_WEEK; w < WEEKS; w += 1) {
    const exit = chance(rng, 0.012 / YEAR);
    const overdue = companies.overdueSince[c * WEEKS + w] ?? NEVER;
    const unpaid = overdue !== NEVER && firstDayOfWeek(book, w) - overdue > 63;
    let leftNow = false;
    for (let n = 0; n < size; n += 1) {
      const o = first + n;
      const age = w - (offices.startWeek[o] ?? 0);
      if (age < 1 || (offices.noticeWeek[o] ?? 0) !== NO_WEEK || offices.test[o]) continue;
      const dice = unit(rng);
      if (exit) {
        leave(book, o, w, 2, rng);
      } else if (closesAt[n] !== NO_WEEK) {
        if (w < (closesAt[n] ?? 0)) continue;
        closesAt[n] = NO_WEEK;
        leave(book, o, w, 1, rng);
        if (offices.noticeWeek[o] === NO_WEEK) offices.stopped[o] = NEVER;
      } else if (dice < noticeHazard(book, o, w, w - lastLeft <= RECENT_WEEKS)) {
        leave(book, o, w, 0, rng);
      } else if (dice > 1 - 0.015 / YEAR) {
        // The office closes now; the notice comes one to five weeks later.
        offices.stopped[o] = firstDayOfWeek(book, w) + between(rng, 0, 6);
        closesAt[n] = w + between(rng, 1, 5);
        continue;
      } else if (unpaid && dice > 0.985) {
        leave(book, o, w, 3, rng);
      } else continue;
      leftNow = true;
    }
    if (leftNow) lastLeft = w;
  }
}

/** Simulates company `c` with offices `first` … `first + size − 1`. */
export function simulateCompany(book: Book, c: number, first: number, size: number): void {
  const rng = newRng();
  openStream(rng, hash(book.seed, COMPANY_STREAM, c), 0);
  drawHealth(book, c, first, size, rng);
  drawInvoices(book, c, first, size, rng);
  const story = book.companies.story[c];
  if (!story) {
    drawDepartures(book, c, first, size, rng);
    return;
  }
  for (let n = 0; n < size; n += 1) {
    const { silentDays } = story.script(n);
    if (silentDays !== undefined) book.offices.stopped[first + n] = book.anchor - silentDays + 1;
  }
}
