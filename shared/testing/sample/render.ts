import { weekday, type Day } from '../../domain/day.ts';
import { DAYS_AHEAD, NEVER, type Book } from './book.ts';
import {
  COMMA,
  csvBytes,
  dayWriter,
  NEWLINE,
  putBytes,
  putHundredths,
  putInt,
  putNull,
  putText,
} from './bytes.ts';
import { companyDay } from './company-day.ts';
import { SAMPLE_COLUMNS } from './columns.ts';
import { constantBytes, headFields, placeFields } from './constant-fields.ts';
import { daysOf, hasRow, newUsage, type DayState } from './day.ts';
import { putLife, putModel } from './life-fields.ts';
import { newRng, openStream } from './random.ts';
import { putFeatures, putUsage, type UsageRow } from './usage-fields.ts';

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

export function rendererOf(book: Book): Renderer {
  const { companies, offices, anchor } = book;
  const days = daysOf(book);
  const head = constantBytes(book, (o) => headFields(book, o));
  const place = constantBytes(book, (o) => placeFields(book, o));
  const header = csvBytes(SAMPLE_COLUMNS);
  header[header.length - 1] = NEWLINE;
  const putDay = dayWriter(anchor - 3600, anchor + DAYS_AHEAD + 1000);
  const usage = newUsage();
  const rng = newRng();

  /** One clock per source; the billing system is a day behind on Sundays, usage when its night was lost. */
  const asOfBytes = (day: Day, lost: boolean): Uint8Array => {
    const text = new Uint8Array(120);
    let at = 0;
    const stamp = (on: Day, clock: string): void => {
      at = putText(text, putDay(text, at, on), clock);
    };
    stamp(lost ? day : day + 1, ' 02:10:00+00,');
    stamp(day + 1, ' 01:40:00+00,');
    stamp(weekday(day) === 6 ? day : day + 1, ' 00:30:00+00,');
    stamp(day + 1, ' 02:00:00+00,');
    return text.subarray(0, at);
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
      const asOf = asOfBytes(day, state.lost);
      const row: UsageRow = { days, state, usage, rng, putDay };
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
        at = putLife(book, putDay, out, at, o, day);
        const shown = offices.employeesShown[o] ?? -1;
        at = shown < 0 ? putNull(out, at) : putInt(out, at, shown);
        out[at++] = COMMA;
        at = putUsage(row, out, at, o);
        at = putModel(book, putDay, out, at, o, day);
        at = putBytes(out, at, asOf, 0, asOf.length);
        at = putFeatures(row, out, at, o);
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
