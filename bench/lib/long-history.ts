import path from 'node:path';
import { run, transaction, type WritableDB } from '../../electron/services/sqlite/db.ts';
import { attributeNames } from '../../electron/services/store/attributes-history.ts';
import { openFacts } from '../../electron/services/store/facts-db.ts';
import {
  measureNames,
  PRESENT,
  readOffices,
  SOURCE_FILE,
  SOURCE_RECORD,
  type DeliveredDay,
} from '../../electron/services/store/history.ts';
import { dayOf, type Day } from '../../shared/domain/day.ts';
import { NEWEST, writeBook } from './book.ts';
import { ingest } from './ingest.ts';

/** The book whose histories are told again: as many offices, over as many whole weeks. */
const OFFICES = 1024;
const DAYS = 126;

export interface LongHistory {
  readonly db: WritableDB;
  readonly newest: Day;
  /** Every measure, attribute and source of a day, as a publish hands them over. */
  readonly deliveredOn: (day: Day) => DeliveredDay;
}

/**
 * A store with no day yet, and days of any number of offices for it: those of a smaller sample book, each repetition of
 * it a few weeks later than the one before, so that weekdays fit and neighbours differ.
 */
export async function longHistory(folder: string, offices: number): Promise<LongHistory> {
  const book = await writeBook(path.join(folder, 'small'), OFFICES, DAYS);
  const data = path.join(folder, 'small-data');
  await ingest({ folder: book.folder, data });
  const small = openFacts(data);
  const newest = dayOf(NEWEST);
  const names = [PRESENT, SOURCE_FILE, SOURCE_RECORD, ...attributeNames(), ...measureNames(small)];
  const ords = Array.from({ length: OFFICES }, (_, ord) => ord);
  const known = readOffices(small, ords, { measures: names, from: newest - DAYS + 1, to: newest });
  small.close();
  const columns = new Map(
    Array.from(known, ([name, values]) => [name, { numbers: dayByDay(values) }] as const),
  );
  const db = openFacts(path.join(folder, 'data'));
  transaction(db, () => {
    run(
      db,
      "INSERT INTO company (company_id, day, company_name, version) VALUES ('c', ?, 'c', 1)",
      newest,
    );
    for (let ord = 0; ord < offices; ord++)
      run(
        db,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day,
           last_day, source_run, source_file, source_record, version)
         VALUES (?, 'c', ?, ?, '', 'active', '{}', 1, 1, '', '', 1, 1)`,
        ord,
        String(ord),
        newest,
      );
  });
  return {
    db,
    newest,
    deliveredOn(day) {
      const rowOf = new Int32Array(offices);
      for (let ord = 0; ord < offices; ord++) {
        const again = Math.floor(ord / OFFICES);
        const d = (((day - newest + again * 21) % DAYS) + DAYS - 1) % DAYS;
        rowOf[ord] = d * OFFICES + (ord % OFFICES);
      }
      return { rowOf, columns };
    },
  };
}

/** `values[office × days + day]` with the offices of a day side by side. */
function dayByDay(values: Float64Array): Float64Array {
  const turned = new Float64Array(values.length);
  values.forEach((value, i) => {
    turned[(i % DAYS) * OFFICES + Math.floor(i / DAYS)] = value;
  });
  return turned;
}
