import { wordsOf } from './fold.ts';
import type { OFFICE_COLUMNS } from './office.ts';

type ColumnsOf<K extends 'number' | 'text'> = {
  [C in keyof typeof OFFICE_COLUMNS]: (typeof OFFICE_COLUMNS)[C] extends K ? C : never;
}[keyof typeof OFFICE_COLUMNS];

export type NumberColumn = ColumnsOf<'number'>;
export type TextColumn = ColumnsOf<'text'>;
export type OfficeColumn = NumberColumn | TextColumn;

/**
 * One thing asked of an office. What is unknown is neither below nor above anything and is none of the values; it is
 * found by `unknown` alone, and by `none_of`, which asks for everything but some values.
 */
export type Condition =
  | {
      readonly column: NumberColumn;
      readonly is: 'below' | 'above' | 'at_least' | 'at_most';
      readonly value: number;
    }
  | {
      readonly column: NumberColumn;
      /** Both ends inclusive. */
      readonly is: 'between';
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly column: TextColumn;
      readonly is: 'any_of' | 'none_of';
      readonly values: readonly string[];
    }
  | { readonly column: OfficeColumn; readonly is: 'known' | 'unknown' }
  /** Found as the search finds: every word, accents or not, in name, account, place or id. */
  | { readonly text: string };

/** All of these, or any of them. Two levels are as many as a sentence carries. */
export interface FilterGroup {
  readonly match: 'all' | 'any';
  readonly of: readonly Condition[];
}

export interface OfficeFilter {
  readonly match: 'all' | 'any';
  readonly of: readonly (Condition | FilterGroup)[];
}

export interface OfficeSort {
  readonly column: OfficeColumn;
  readonly order: 'rising' | 'falling';
}

/** What a condition is asked of: a row of the offices table, and the words it is found by. */
export type FilterRow = Readonly<Partial<Record<OfficeColumn, number | string | null>>> & {
  /** Folded, parted by single spaces. */
  readonly words: string;
};

/** Words too short to be looked up inside of others must begin one. */
export const INFIX_LETTERS = 3;

/** Whether a filter keeps a row. An empty group asks nothing and keeps every row. The store's SQL says the same. */
export function keeps(filter: OfficeFilter | FilterGroup, row: FilterRow): boolean {
  if (filter.of.length === 0) return true;
  const holds = (part: Condition | FilterGroup): boolean =>
    'match' in part ? keeps(part, row) : meets(part, row);
  return filter.match === 'all' ? filter.of.every(holds) : filter.of.some(holds);
}

function meets(condition: Condition, row: FilterRow): boolean {
  if ('text' in condition)
    return wordsOf(condition.text).every((word) =>
      Array.from(word).length >= INFIX_LETTERS
        ? row.words.includes(word)
        : ` ${row.words}`.includes(` ${word}`),
    );
  const value = row[condition.column] ?? null;
  if (condition.is === 'known') return value !== null;
  if (condition.is === 'unknown') return value === null;
  if (condition.is === 'none_of')
    return value === null || !condition.values.includes(String(value));
  if (value === null) return false;
  if (condition.is === 'any_of') return condition.values.includes(String(value));
  const number = Number(value);
  switch (condition.is) {
    case 'below':
      return number < condition.value;
    case 'above':
      return number > condition.value;
    case 'at_least':
      return number >= condition.value;
    case 'at_most':
      return number <= condition.value;
    case 'between':
      return number >= condition.low && number <= condition.high;
  }
}
