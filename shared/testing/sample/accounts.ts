import { ANCHOR_WEEK, FIRST_RISK_WEEK, firstDayOfWeek, NEVER, WEEKS, type Book } from './book.ts';
import { between, chance, normal, type Rng } from './random.ts';

export const COMPANY_STREAM = 6;

/** Invoices, NPS and contacts of company `c`, as known at the end of each week. */
export function drawInvoices(book: Book, c: number, first: number, size: number, rng: Rng): void {
  const { companies, offices, anchor } = book;
  const story = companies.story[c];
  let overdue = NEVER;
  let npsDay = NEVER;
  let nps = 255;
  let contact = firstDayOfWeek(book, 0) - between(rng, 1, 90);
  const asked = between(rng, 0, 25);
  for (let w = 0; w < WEEKS; w += 1) {
    const begins = firstDayOfWeek(book, w);
    let h = 0;
    let q = 0;
    for (let n = 0; n < size; n += 1) {
      const at = (first + n) * WEEKS + w;
      h += (offices.health[at] ?? 0) / size;
      q += (offices.pressure[at] ?? 0) / size;
    }
    if (overdue === NEVER) {
      if (!story && chance(rng, 0.05 * Math.exp(-0.55 * h + 0.5 * q))) {
        overdue = begins + between(rng, 0, 6);
      }
    } else if (chance(rng, 0.25)) overdue = NEVER;
    if (w % 26 === asked && chance(rng, Math.min(0.9, 0.22 * Math.exp(0.25 * h) * 2))) {
      nps = Math.max(0, Math.min(10, Math.round(7.4 + 1.2 * h + normal(rng, 0, 1.6))));
      npsDay = begins + between(rng, 0, 6);
    }
    if (chance(rng, 0.14)) contact = begins + between(rng, 0, 6);
    companies.overdueSince[c * WEEKS + w] = overdue;
    companies.npsDay[c * WEEKS + w] = npsDay;
    companies.nps[c * WEEKS + w] = nps;
    companies.contactDay[c * WEEKS + w] = contact;
  }
  if (story?.overdueDays !== undefined) {
    const since = anchor - story.overdueDays;
    for (let w = ANCHOR_WEEK - 20; w < WEEKS; w += 1) {
      if (firstDayOfWeek(book, w) + 6 >= since) companies.overdueSince[c * WEEKS + w] = since;
    }
  }
  if (story) {
    for (let w = FIRST_RISK_WEEK; w < WEEKS; w += 1) {
      const recent = w >= ANCHOR_WEEK - 6;
      companies.nps[c * WEEKS + w] = recent ? (story.nps ?? 8) : 8;
      companies.npsDay[c * WEEKS + w] = firstDayOfWeek(book, recent ? ANCHOR_WEEK - 6 : 20) + 2;
    }
  }
}
