import {
  INFIX_LETTERS,
  type Condition,
  type FilterGroup,
  type OfficeColumn,
  type OfficeFilter,
  type OfficeSort,
} from '../../../shared/domain/filter.ts';
import { OFFICE_COLUMNS } from '../../../shared/domain/office.ts';
import { wordsOf } from '../../../shared/domain/fold.ts';

export interface BoundSql {
  readonly sql: string;
  /** For `@name`; nothing a person typed is ever part of the text. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What is not in `listed_office o` itself, which is read row by row and therefore narrow. */
const ELSEWHERE: Readonly<Partial<Record<OfficeColumn, string>>> = {
  key: '(o.company_id || char(31) || o.location_id)',
  reason: '(SELECT t.reason FROM listed_text t WHERE t.ord = o.ord)',
  trend: '(SELECT t.trend FROM listed_text t WHERE t.ord = o.ord)',
};

/** A column of the list, for `listed_office o`. */
export const columnSql = (column: OfficeColumn): string => ELSEWHERE[column] ?? `o.${column}`;

/** All columns of a row, by name. */
export const LISTED = (Object.keys(OFFICE_COLUMNS) as OfficeColumn[])
  .map((name) => `${columnSql(name)} AS ${name}`)
  .join(', ');

const COMPARED = { below: '<', above: '>', at_least: '>=', at_most: '<=' } as const;

/** A filter as a condition on `listed_office o`; says the same as `keeps` of shared/domain/filter.ts. */
export function filterSql(filter: OfficeFilter): BoundSql {
  const values: Record<string, string | number> = {};
  const bound = (value: string | number): string => {
    const name = `f${Object.keys(values).length}`;
    values[name] = value;
    return `@${name}`;
  };
  const group = ({ match, of }: OfficeFilter | FilterGroup): string => {
    if (of.length === 0) return 'TRUE';
    const parts = of
      .toSorted((a, b) => cost(a) - cost(b))
      .map((part) => ('match' in part ? group(part) : condition(part)));
    return `(${parts.join(match === 'all' ? ' AND ' : ' OR ')})`;
  };
  const condition = (asked: Condition): string => {
    if ('text' in asked) return textSql(asked.text, bound);
    const column = columnSql(asked.column);
    switch (asked.is) {
      case 'known':
        return `${column} IS NOT NULL`;
      case 'unknown':
        return `${column} IS NULL`;
      case 'any_of':
        return `${column} IN (SELECT value FROM json_each(${bound(JSON.stringify(asked.values))}))`;
      case 'none_of':
        return `(${column} IS NULL OR ${column} NOT IN (SELECT value FROM json_each(${bound(JSON.stringify(asked.values))})))`;
      case 'between':
        return `${column} BETWEEN ${bound(asked.low)} AND ${bound(asked.high)}`;
      default:
        return `${column} ${COMPARED[asked.is]} ${bound(asked.value)}`;
    }
  };
  // Asked of NULL, SQL answers neither yes nor no; a row is kept on yes alone, and groups may be nested in any order.
  return { sql: `coalesce(${group(filter)}, FALSE)`, values };
}

/** SQLite asks from left to right and stops at the first answer that decides: what costs least goes first. */
function cost(part: Condition | FilterGroup): number {
  if ('match' in part) return 2;
  if ('text' in part) return 3;
  return part.is === 'any_of' || part.is === 'none_of' ? 1 : 0;
}

/** Each word by the index that can look it up: inside of words by trigrams, at their start where it is too short. */
function textSql(text: string, bound: (value: string) => string): string {
  const found = wordsOf(text).map((word) => {
    const inside = Array.from(word).length >= INFIX_LETTERS;
    const match = bound(inside ? `"${word}"` : `"${word}"*`);
    const index = inside ? 'search_infix' : 'search_word';
    return `o.ord IN (SELECT e.ord FROM ${index} f CROSS JOIN search_entry e ON e.id = f.rowid WHERE f.words MATCH ${match} AND e.ord IS NOT NULL)`;
  });
  return found.length === 0 ? 'TRUE' : `(${found.join(' AND ')})`;
}

/** What is unknown stands last, whichever way; rows that are alike stand in the order of their keys. */
export function orderSql(sorts: readonly OfficeSort[]): string {
  const terms = sorts.map(
    ({ column, order }) =>
      `${columnSql(column)} ${order === 'falling' ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  return [...terms, 'o.ord'].join(', ');
}
