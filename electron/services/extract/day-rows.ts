import type { Day } from '../../../shared/domain/day.ts';
import type { FoundDialect } from './detect.ts';

/** A row that could not be read, and why. */
export interface SetAside {
  readonly file: string;
  /** 1 = the first record after the header. */
  readonly record: number;
  readonly byteOffset: number;
  readonly column: string | null;
  readonly reason: string;
  readonly value: string | null;
  /** Whose row it is, where that could be read. */
  readonly office?: { readonly companyId: string; readonly locationId: string };
}

export type AttributeValue = string | number | null;

/** Attributes by column name; `extra` holds columns the contract does not know. */
export interface Attributes {
  readonly values: Readonly<Record<string, AttributeValue>>;
  readonly extra: Readonly<Record<string, string>> | null;
}

/** One attribute of all rows: the value of row `i` is `values[ids[i]]`, undefined where its file lacks the column. */
export interface AttributeColumn {
  readonly ids: Int32Array;
  /** Two places may hold the same value. */
  readonly values: readonly AttributeValue[];
}

/** One row of the day, its measures apart (they stand in columns). */
export interface StagedRow {
  readonly companyId: string;
  readonly locationId: string;
  /** Both ids as one, where somebody has put them together already. */
  readonly key?: string;
  /** Present only where they were asked for; put together anew each time, so all rows of a column are read faster there. */
  readonly attributes: Attributes | undefined;
  /** `attributes.extra` as JSON, where it is kept so: as long as a document may be, it is not taken apart. */
  readonly extra?: string | null;
  readonly file: string;
  readonly record: number;
  readonly byteOffset: number;
}

/** One day of the extract in memory: staged, checked, not yet in the database. */
export interface DayRows {
  readonly day: Day;
  readonly rows: readonly StagedRow[];
  /** Daily numbers by column, index = row; NaN = unknown. May be longer than `rows`; of floats where that is exact. */
  readonly measures: ReadonlyMap<string, Float64Array | Float32Array>;
  /** The attributes by column, index = row; undefined where not every row's were asked for. */
  readonly attributes?: ReadonlyMap<string, AttributeColumn> | undefined;
  readonly setAside: readonly SetAside[];
  /** Records read, set aside included, header lines not. */
  readonly records: number;
  /** Exact repetitions of a row, counted once. */
  readonly repeated: number;
  /** Columns the contract does not know. */
  readonly unknownColumns: readonly string[];
  /** All columns of the day's files, by our names where they have one. */
  readonly columns?: readonly string[];
  /** How the files were found to be written, and why. */
  readonly dialect?: FoundDialect;
  /** What a reader of the day should know of its bytes, one sentence each. */
  readonly notes?: readonly string[];
}

/** The attributes of a day by column, however it was put together; undefined where not every row has them. */
export function attributeColumns(
  staged: DayRows,
): ReadonlyMap<string, AttributeColumn> | undefined {
  if ('attributes' in staged) return staged.attributes;
  const rows = staged.rows.map((row) => row.attributes?.values);
  const [first] = rows;
  if (!first || rows.includes(undefined)) return undefined;
  return new Map(
    Object.keys(first).map((name) => [
      name,
      { ids: Int32Array.from(rows.keys()), values: rows.map((values) => values?.[name] ?? null) },
    ]),
  );
}
