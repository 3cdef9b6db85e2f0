import type { Day } from '../../../shared/domain/day.ts';

/** A row that could not be read, and why. */
export interface SetAside {
  readonly file: string;
  /** 1 = the first record after the header. */
  readonly record: number;
  readonly byteOffset: number;
  readonly column: string | null;
  readonly reason: string;
  readonly value: string | null;
}

export type AttributeValue = string | number | null;

/** Attributes by column name; `extra` holds columns the contract does not know. */
export interface Attributes {
  readonly values: Readonly<Record<string, AttributeValue>>;
  readonly extra: Readonly<Record<string, string>> | null;
}

/** One day of the extract in memory: staged, checked, not yet in the database. */
export interface DayRows {
  day: Day;
  /** Good rows; every array below has this length. */
  count: number;
  companyIds: string[];
  locationIds: string[];
  /** Daily numbers by column; NaN = unknown. */
  measures: Map<string, Float64Array>;
  /** Present only for rows whose attributes were asked for. */
  attributes: (Attributes | undefined)[];
  /** Index into `files`. */
  fileOf: number[];
  recordOf: number[];
  files: string[];
  setAside: SetAside[];
  /** Records read, set aside included, header lines not. */
  records: number;
  /** Exact repetitions of a row, counted once. */
  repeated: number;
  /** Columns the contract does not know. */
  unknownColumns: string[];
}
