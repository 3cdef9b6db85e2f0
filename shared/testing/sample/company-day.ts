import type { Day } from '../../domain/day.ts';
import { NEVER, weekOf, WEEKS, type Book } from './book.ts';
import {
  COMMA,
  putBoolean,
  putHundredths,
  putInt,
  putNull,
  putText,
  type DayWriter,
} from './bytes.ts';

/** First renewal on or after `day`: whole years from the contract's own, or whole months for a monthly contract. */
export function renewalAfter(renewal: Day, day: Day, annual: boolean): Day {
  const at = new Date(renewal * 86_400_000);
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  const date = Math.min(28, at.getUTCDate());
  const months = annual ? 12 : 1;
  // Begin at or before the answer: by the longest terms when going forward, by the shortest when going back.
  const ahead = day - renewal;
  const term = annual ? (ahead < 0 ? 365 : 366) : ahead < 0 ? 28 : 31;
  let k = Math.floor(ahead / term) - 1;
  for (;;) {
    const next = Date.UTC(year, month + k * months, date) / 86_400_000;
    if (next >= day) return next;
    k += 1;
  }
}

/**
 * The account's own columns of one day as bytes: `[2c, 2c+1)` is `company_arr`, `[2c+1, 2c+2)` everything from `currency` to
 * `nps_responded_on` (`location_arr` stands between them).
 */
export function companyDay(
  book: Book,
  day: Day,
  putDay: DayWriter,
): { readonly perCompany: Uint8Array; readonly companyAt: Int32Array } {
  const { companies, offices } = book;
  const out = new Uint8Array(companies.count * 240);
  const marks = new Int32Array(companies.count * 2 + 1);
  const week = Math.max(0, Math.min(WEEKS - 1, weekOf(book, day)));
  let at = 0;
  for (let c = 0; c < companies.count; c += 1) {
    let arr = 0;
    let licences = companies.spareLicences[c] ?? 0;
    for (let o = companies.firstOffice[c] ?? 0; o < (companies.firstOffice[c + 1] ?? 0); o += 1) {
      const cancelled = offices.cancelled[o] ?? NEVER;
      if (day < (offices.licensed[o] ?? 0) || (cancelled !== NEVER && day >= cancelled)) continue;
      arr += offices.arrCents[o] ?? 0;
      licences += offices.test[o] ? 0 : 1;
    }
    // Events of the current week are known from their day on; before it, last week's state holds.
    const known = (of: Int32Array): Day => {
      const now = of[c * WEEKS + week] ?? NEVER;
      return now <= day ? now : (of[c * WEEKS + Math.max(0, week - 1)] ?? NEVER);
    };
    const dateOrNull = (value: Day): void => {
      at = value === NEVER ? putNull(out, at) : putDay(out, at, value);
      out[at++] = COMMA;
    };
    const annual = companies.annual[c] === 1;
    marks[2 * c] = at;
    at = putHundredths(out, at, arr);
    out[at++] = COMMA;
    marks[2 * c + 1] = at;
    at = putText(out, at, companies.currency[c] ?? 'USD');
    out[at++] = COMMA;
    dateOrNull(companies.contractStart[c] ?? NEVER);
    dateOrNull(renewalAfter(companies.renewal[c] ?? day, day, annual));
    at = putBoolean(out, at, companies.autoRenew[c] === 1);
    out[at++] = COMMA;
    at = putInt(out, at, annual ? 12 : 1);
    out[at++] = COMMA;
    at = putInt(out, at, companies.noticeDays[c] ?? 30);
    out[at++] = COMMA;
    at = putInt(out, at, licences);
    out[at++] = COMMA;
    const overdue = known(companies.overdueSince);
    const overdueDays = overdue === NEVER ? 0 : day - overdue;
    at = putInt(out, at, overdueDays);
    out[at++] = COMMA;
    at = putHundredths(out, at, overdueDays > 0 ? Math.round(arr / (annual ? 4 : 12)) : 0);
    out[at++] = COMMA;
    dateOrNull(known(companies.contactDay));
    const left = companies.sponsorLeft[c] ?? NEVER;
    dateOrNull(left !== NEVER && left <= day ? left : NEVER);
    const npsDay = known(companies.npsDay);
    const same = npsDay === (companies.npsDay[c * WEEKS + week] ?? NEVER);
    const nps = companies.nps[c * WEEKS + (same ? week : Math.max(0, week - 1))] ?? 255;
    if (npsDay === NEVER || nps === 255) at = putNull(out, at);
    else at = putInt(out, at, nps);
    out[at++] = COMMA;
    dateOrNull(nps === 255 ? NEVER : npsDay);
  }
  marks[2 * companies.count] = at;
  return { perCompany: out, companyAt: marks };
}
