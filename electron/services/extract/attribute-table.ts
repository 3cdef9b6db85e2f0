import type { Column } from '../../../shared/domain/company-facts.ts';
import type { Attributes, AttributeColumn, AttributeValue } from './day-rows.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { growingIds, type GrowingColumns } from './growing-columns.ts';
import { spilledTexts } from './spilled-texts.ts';

/** The column was not in the row's file at all. */
const ABSENT = -1;

/** The attributes of a day by column; of most columns a book holds few distinct values, each of which is kept once. */
export interface AttributeTable {
  /** For each row the ids of its values in their columns' dictionaries. */
  readonly ids: GrowingColumns<Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>>;
  /** The place of a column among the ids, and its distinct values; both are made when they are asked for first. */
  column(column: Column, padded: boolean): AttributePlace;
  /** A row's columns that the contract does not know. */
  keep(row: number, extra: NonNullable<Attributes['extra']>): void;
  at(row: number): Attributes;
  /** What was kept of a row, as JSON; null = nothing. */
  extraAt(row: number): string | null;
  /** The columns of the first row over all of `rows`; undefined where there is none. */
  columns(rows: readonly Indexed[]): ReadonlyMap<string, AttributeColumn> | undefined;
}

export interface AttributePlace {
  readonly place: number;
  readonly dictionary: Dictionary;
}

type Extra = NonNullable<Attributes['extra']>;

interface Indexed {
  readonly index: number;
}

export function createAttributeTable(expected: number): AttributeTable {
  const ids = growingIds(ABSENT, expected);
  const places = new Map<string, AttributePlace>();
  const extras = new Map<number, number>();
  const texts = spilledTexts();
  const extraAt = (row: number): string | null => {
    const number = extras.get(row);
    return number === undefined ? null : texts.at(number);
  };

  return {
    ids,
    column(column, padded) {
      let there = places.get(column.name);
      if (!there)
        places.set(
          column.name,
          (there = { place: ids.add(), dictionary: createDictionary(column, padded) }),
        );
      return there;
    },
    keep: (row, extra) => void extras.set(row, texts.put(JSON.stringify(extra))),
    at(row) {
      const values: Record<string, AttributeValue> = {};
      for (const [name, { place, dictionary }] of places) {
        const id = ids.at(row, place);
        if (id !== ABSENT) values[name] = dictionary.values[id] ?? null;
      }
      const extra = extraAt(row);
      return { values, extra: extra === null ? null : (JSON.parse(extra) as Extra) };
    },
    extraAt,
    columns(rows) {
      const [first] = rows;
      if (!first) return undefined;
      const whole = rows.at(-1)?.index === rows.length - 1;
      const columns = new Map<string, AttributeColumn>();
      for (const [name, { place, dictionary }] of places) {
        if (ids.at(first.index, place) === ABSENT) continue;
        const column = ids.column(place);
        columns.set(name, {
          ids: whole ? column.subarray(0, rows.length) : over(column, rows),
          values: dictionary.values,
        });
      }
      return columns;
    },
  };
}

/** The ids of these rows alone. */
function over(ids: Int32Array, rows: readonly Indexed[]): Int32Array {
  const some = new Int32Array(rows.length);
  rows.forEach((row, i) => (some[i] = ids[row.index] ?? ABSENT));
  return some;
}
