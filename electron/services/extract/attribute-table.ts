import type { Column } from '../../../shared/domain/company-facts.ts';
import type { Attributes, AttributeColumn, AttributeValue } from './day-rows.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { growingIds, type GrowingColumns } from './growing-columns.ts';
import { extraColumns, type ExtraColumns } from './extra-columns.ts';

/** The column was not in the row's file at all. */
const ABSENT = -1;

/** The attributes of a day by column; of most columns a book holds few distinct values, each of which is kept once. */
export interface AttributeTable {
  /** For each row the ids of its values in their columns' dictionaries. */
  readonly ids: GrowingColumns<Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>>;
  /** The place of a column among the ids, and its distinct values; both are made when they are asked for first. */
  column(column: Column, padded: boolean): AttributePlace;
  /** A value of a column that the contract does not know. */
  readonly keep: ExtraColumns['keep'];
  at(row: number): Attributes;
  /** What was kept of a row, as JSON; null = nothing. */
  extraAt(row: number): string | null;
  /** The columns of the first row over all of `rows`, undefined where there is none. No row comes after that. */
  columns(rows: readonly Indexed[]): ReadonlyMap<string, AttributeColumn> | undefined;
}

export interface AttributePlace {
  readonly place: number;
  readonly dictionary: Dictionary;
}

interface Indexed {
  readonly index: number;
}

export function createAttributeTable(expected: number): AttributeTable {
  const ids = growingIds(ABSENT, expected);
  const places = new Map<string, AttributePlace>();
  const extras = extraColumns();

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
    keep: extras.keep,
    at(row) {
      const values: Record<string, AttributeValue> = {};
      for (const [name, { place, dictionary }] of places) {
        const id = ids.at(row, place);
        if (id !== ABSENT) values[name] = dictionary.values[id] ?? null;
      }
      return { values, extra: extras.at(row) };
    },
    extraAt(row) {
      const extra = extras.at(row);
      return extra ? JSON.stringify(extra) : null;
    },
    columns(rows) {
      const [first] = rows;
      if (!first) return undefined;
      const whole = rows.at(-1)?.index === rows.length - 1;
      const columns = new Map<string, AttributeColumn>();
      for (const [name, { place, dictionary }] of places) {
        dictionary.close();
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
