import { createAttributeTable, type AttributeTable } from './attribute-table.ts';
import type { Attributes, DayRows, SetAside, StagedRow } from './day-rows.ts';
import { growingFloats, type Floats, type GrowingColumns } from './growing-columns.ts';

/** What is known of a row before its values are. */
export type RowPlace = Omit<StagedRow, 'attributes'> & { readonly key: string };

type Finished = Pick<DayRows, 'rows' | 'measures' | 'setAside' | 'attributes'>;

/** The growing day: rows, their measures and attributes by column, and one row per office. */
export interface Stage {
  readonly attributes: AttributeTable;
  /** NaN where nothing was written. */
  readonly measures: GrowingColumns<Float64Array<ArrayBuffer>, Floats>;
  /** The place of a measure among the others; it is made when it is asked for first. */
  place(name: string): number;
  rows(): number;
  /** Forgets the values of a row that turned out bad. */
  drop(): void;
  /** What is already there for this office: nothing, the same record, or a different one. */
  seen(office: string, hash: number): 'new' | 'same' | 'different';
  /** The next row, whose values have been written to the lines of both tables. */
  add(office: string, hash: number, row: RowPlace): void;
  /** The next row, whose values come with {@link append}. */
  name(office: string, hash: number, row: RowPlace): void;
  /** The values of the rows that were named: those of `from` ≤ i < `to`, by the places of both tables. */
  append(values: Values, from: number, to: number): void;
  setAside(entry: SetAside): void;
  finish(): Finished;
}

/** Values by column; undefined where their file lacks the column. */
export interface Values {
  readonly measures: readonly (Floats | undefined)[];
  readonly ids: readonly (Int32Array<ArrayBuffer> | undefined)[];
}

/** A class, so that all rows share one getter: their attributes are put together when they are asked for. */
class Row implements StagedRow {
  readonly companyId: string;
  readonly locationId: string;
  readonly key: string;
  readonly file: string;
  readonly record: number;
  readonly byteOffset: number;
  /** Where its values stand in the columns. */
  readonly index: number;
  readonly #table: AttributeTable;

  constructor(place: RowPlace, index: number, table: AttributeTable) {
    this.companyId = place.companyId;
    this.locationId = place.locationId;
    this.key = place.key;
    this.file = place.file;
    this.record = place.record;
    this.byteOffset = place.byteOffset;
    this.index = index;
    this.#table = table;
  }

  get attributes(): Attributes {
    return this.#table.at(this.index);
  }

  get extra(): string | null {
    return this.#table.extraAt(this.index);
  }
}

/** `expected`: the rows that a manifest promises. */
export function createStage(expected = 0): Stage {
  const rows: Row[] = [];
  const attributes = createAttributeTable(expected);
  const measures = growingFloats(expected);
  const places = new Map<string, number>();
  const setAside: SetAside[] = [];
  const offices = new Map<string, number>();
  const hashes: number[] = [];
  const conflicting = new Set<number>();

  function enter(office: string, hash: number, row: RowPlace): void {
    offices.set(office, rows.length);
    hashes.push(hash);
    rows.push(new Row(row, rows.length, attributes));
  }

  return {
    attributes,
    measures,
    rows: () => rows.length,
    place(name) {
      let place = places.get(name);
      if (place === undefined) places.set(name, (place = measures.add()));
      return place;
    },
    drop() {
      measures.drop();
      attributes.ids.drop();
    },
    seen(office, hash) {
      const twin = offices.get(office);
      if (twin === undefined) return 'new';
      if (hashes[twin] === hash) return 'same';
      conflicting.add(twin);
      return 'different';
    },
    name: enter,
    add(office, hash, row) {
      enter(office, hash, row);
      measures.next();
      attributes.ids.next();
    },
    append(values, from, to) {
      measures.append(values.measures, from, to);
      attributes.ids.append(values.ids, from, to);
    },
    setAside: (entry) => setAside.push(entry),
    finish() {
      const named = new Map([...places].map(([name, place]) => [name, measures.column(place)]));
      const all = { rows, measures: named, setAside };
      const staged = conflicting.size === 0 ? all : without(all, conflicting);
      return { ...staged, attributes: attributes.columns(staged.rows) };
    },
  };
}

/** Of two different rows for one office and day neither is believed: both are set aside. */
function without(
  staged: { rows: Row[]; measures: Map<string, Floats>; setAside: SetAside[] },
  dropped: ReadonlySet<number>,
): typeof staged {
  const keep = staged.rows.filter((row) => !dropped.has(row.index));
  const asides = staged.rows
    .filter((row) => dropped.has(row.index))
    .map((row): SetAside => ({
      file: row.file,
      record: row.record,
      byteOffset: row.byteOffset,
      column: 'location_id',
      reason: 'another, different row for this office and day follows',
      value: row.locationId,
      office: { companyId: row.companyId, locationId: row.locationId },
    }));
  const measures = new Map<string, Floats>();
  for (const [name, values] of staged.measures)
    measures.set(
      name,
      Float64Array.from(keep, (row) => values[row.index] ?? Number.NaN),
    );
  return { rows: keep, measures, setAside: [...staged.setAside, ...asides] };
}
