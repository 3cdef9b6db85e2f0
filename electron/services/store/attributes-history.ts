import { COLUMNS, type Column } from '../../../shared/domain/company-facts.ts';
import { formatDay, parseDay, type Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { historyDays, PRESENT, readOffice, readWindow } from './history.ts';
import type { DeliveredColumn } from './history-strip.ts';
import { ATTRIBUTE } from './history-measures.ts';

/**
 * The history of attributes lies in the same blocks as that of measures: numbers and truths as they are, dates as days,
 * texts by their place in `attribute_text`. What does not change takes no room there, any order of deliveries ends in
 * the same history, and what is done to a day (restated, taken back, let go) is done to its attributes.
 */
export const KEPT_ATTRIBUTES: readonly Column[] = COLUMNS.filter(
  // Clocks move with every delivery.
  (c) => (c.of === 'company' || c.of === 'location') && c.type !== 'timestamp',
);

export type AttributeValue = string | number | null;

/** One attribute of a day's rows: the value of row `i` is `values[ids[i]]`. */
export interface DeliveredAttribute {
  readonly ids: Int32Array;
  readonly values: readonly AttributeValue[];
}

const isText = ({ type }: Column): boolean => type === 'text' || type === 'id';

/** The same with numbers for values, as the history keeps them; NaN = unknown. */
export interface NumberedAttribute {
  readonly ids: Int32Array;
  readonly numbers: Float64Array;
}

/** The kept attributes of a day, by column. Texts that are new get their ids: call inside the publishing transaction. */
export function numberAttributes(
  db: WritableDB,
  attributes: ReadonlyMap<string, DeliveredAttribute>,
): ReadonlyMap<string, NumberedAttribute> {
  const idOfText = textIds(db);
  const numbered = new Map<string, NumberedAttribute>();
  for (const column of KEPT_ATTRIBUTES) {
    const { ids, values } = attributes.get(column.name) ?? {};
    if (!ids || !values) continue;
    const text = isText(column);
    const numbers = new Float64Array(values.length);
    for (let id = 0; id < numbers.length; id++) {
      const value = values[id] ?? null;
      numbers[id] =
        value === null ? Number.NaN : text ? idOfText(String(value)) : numberOf(column, value);
    }
    numbered.set(column.name, { ids, numbers });
  }
  return numbered;
}

/** What is to be added to the columns of a day that is about to be replaced. */
export const attributeColumns = (
  attributes: ReadonlyMap<string, NumberedAttribute>,
): readonly (readonly [name: string, column: DeliveredColumn])[] =>
  Array.from(attributes, ([name, attribute]) => [ATTRIBUTE + name, attribute]);

function numberOf({ type }: Column, value: string | number): number {
  if (type === 'date') return parseDay(String(value)) ?? Number.NaN;
  return Number(value);
}

/** Ids that were read from the table, by connection: reading each again would cost more than all else of a day. */
const known = new WeakMap<WritableDB, Map<string, number>>();

/** To be called when the table is emptied. */
export const forgetTexts = (db: WritableDB): void => void known.delete(db);

/** Reads all texts at once, where many days are to come. */
export function rememberTexts(db: WritableDB): void {
  const ids = new Map<string, number>();
  for (const [id, value] of readTexts(db)) ids.set(value, id);
  known.set(db, ids);
}

function textIds(db: WritableDB): (value: string) => number {
  let kept = known.get(db);
  if (!kept) known.set(db, (kept = new Map()));
  const ids = kept;
  // What this transaction adds may yet be taken back with it.
  const added = new Map<string, number>();
  return (value) => {
    const there = ids.get(value) ?? added.get(value);
    if (there !== undefined) return there;
    const found = idOf(db, value);
    if (found !== undefined) {
      ids.set(value, found);
      return found;
    }
    run(db, 'INSERT INTO attribute_text (value) VALUES (?)', value);
    const id = idOf(db, value) ?? 0;
    added.set(value, id);
    return id;
  };
}

const idOf = (db: WritableDB, value: string): number | undefined =>
  one<{ id: number }>(db, 'SELECT id FROM attribute_text WHERE value = ?', value)?.id;

/** From `ds` on, the attribute was this. Null = unknown. */
export interface AttributeChange {
  readonly column: string;
  readonly ds: string;
  readonly value: AttributeValue | boolean;
}

/**
 * An office's and its account's attributes as they changed: of each the first known value, then one row for each change,
 * by column and day. Days on which the office had no row change nothing.
 */
export function attributeChanges(db: ReadableDB, ord: number): readonly AttributeChange[] {
  const days = historyDays(db);
  const [from, to] = [days[0] ?? 0, days.at(-1) ?? -1];
  const found = readOffice(db, ord, { measures: [PRESENT, ...attributeNames()], from, to });
  const present = found.get(PRESENT);
  const changes: AttributeChange[] = [];
  for (const column of KEPT_ATTRIBUTES) {
    const values = found.get(ATTRIBUTE + column.name);
    if (!values) continue;
    let before = Number.NaN;
    values.forEach((value, d) => {
      if (present?.[d] !== 1 || Object.is(value, before)) return;
      before = value;
      changes.push({
        column: column.name,
        ds: formatDay(from + d),
        value: valueOf(db, column, value),
      });
    });
  }
  return changes;
}

/** What was delivered of one office's and its account's attributes for one day; only those that are kept. */
export function attributesOn(
  db: ReadableDB,
  ord: number,
  day: Day,
): Readonly<Record<string, AttributeValue | boolean>> {
  const found = readOffice(db, ord, { measures: attributeNames(), from: day, to: day });
  return Object.fromEntries(
    KEPT_ATTRIBUTES.flatMap((column) => {
      const value = found.get(ATTRIBUTE + column.name)?.[0];
      return value === undefined ? [] : [[column.name, valueOf(db, column, value)]];
    }),
  );
}

function valueOf(db: ReadableDB, column: Column, value: number): AttributeValue | boolean {
  if (Number.isNaN(value)) return null;
  if (isText(column))
    return (
      one<{ value: string }>(db, 'SELECT value FROM attribute_text WHERE id = ?', value)?.value ??
      null
    );
  if (column.type === 'date') return formatDay(value);
  return column.type === 'boolean' ? value === 1 : value;
}

/** The names under which attributes are kept among the measures of the history. */
export const attributeNames = (): readonly string[] =>
  KEPT_ATTRIBUTES.map((column) => ATTRIBUTE + column.name);

/** Whether a column of the history holds ids of texts, by the name it is kept under. */
export const isKeptText = (name: string): boolean =>
  KEPT_ATTRIBUTES.some((column) => ATTRIBUTE + column.name === name && isText(column));

export function readTexts(db: ReadableDB): ReadonlyMap<number, string> {
  const rows = all<{ id: number; value: string }>(db, 'SELECT id, value FROM attribute_text');
  return new Map(rows.map((r) => [r.id, r.value]));
}

/** ARR of every office on a day, by ordinal; NaN = unknown or not kept. */
export function arrOn(db: ReadableDB, day: Day): Float32Array {
  const measure = `${ATTRIBUTE}location_arr`;
  const window = readWindow(db, { measures: [measure], from: day, to: day });
  return window.measures.get(measure) ?? new Float32Array(0);
}
