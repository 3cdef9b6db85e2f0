import { refuse } from '../../../shared/contracts/problem.ts';
import { groupedFolds, ownGroups } from '../../../shared/learning/folds.ts';
import type { Column, Table } from '../../../shared/learning/table.ts';
import { columnFrom } from './fit-columns.ts';
import { readTextTable, type TextTable } from './fit-csv.ts';

export interface FitInput {
  readonly table: Table;
  readonly y: Uint8Array;
  readonly positive: string;
  /** Label of each row's fold. */
  readonly folds: Int32Array;
  /** Equal rows share a label. */
  readonly groups: Int32Array;
  readonly dropped: readonly { readonly name: string; readonly why: string }[];
  /** What was done to the input, one sentence each. */
  readonly notes: readonly string[];
}

export interface InputOptions {
  readonly csv: string;
  readonly target: string;
  readonly folds?: string | undefined;
  readonly positive?: string | undefined;
  readonly seed: number;
}

const FOLDS = 5;
/** What an event is called where nobody says. */
const EVENTS =
  /^(?:1|1\.0|y|yes|t|true|churn|churned|cancelled|canceled|left|exited|lost|attrited customer)\.?$/i;

/**
 * A file as a table, outcomes, folds and groups of equal rows.
 * @throws AtriumError `bad_request` where the target or the folds do not fit the file
 */
export function readFitInput(options: InputOptions): FitInput {
  const text = readTextTable(options.csv);
  const at = text.names.indexOf(options.target);
  if (at < 0)
    throw refuse('bad_request', `${options.csv} has no column ${options.target}.`, {
      next: `It has: ${text.names.join(', ')}.`,
    });
  const targets = text.columns[at] ?? [];
  const { positive, rest } = positiveOf(targets, options);
  const rows = Int32Array.from(targets.keys()).filter((i) => targets[i] !== null);
  const y = Uint8Array.from(rows, (i) => (targets[i] === positive ? 1 : 0));
  const notes: string[] = [];
  if (text.setAside > 0)
    notes.push(
      `${text.setAside} records were set aside: they have another number of fields than the first line.`,
    );
  if (rows.length < text.rows)
    notes.push(`${text.rows - rows.length} rows have no ${options.target} and were left out.`);
  if (rest > 1)
    notes.push(`${options.target} has ${rest + 1} values; all but ${positive} count as no event.`);

  const given =
    options.folds === undefined ? undefined : givenFolds(text, options.folds, options.target);
  const { columns, dropped } = columnsOf(text, rows, [options.target], given?.used ?? [], notes);
  const groups = equalRows(
    columns.map(({ name }) => text.columns[text.names.indexOf(name)] ?? []),
    rows,
  );
  const distinct = new Set(groups).size;
  if (distinct < rows.length)
    notes.push(
      `${rows.length - distinct} rows equal an earlier one; equal rows ${given ? 'stay in the folds given' : 'share a fold'}.`,
    );
  const folds = given
    ? Int32Array.from(rows, (i) => given.folds[i] ?? 0)
    : Int32Array.from(groupedFolds(groups, y, FOLDS, options.seed));
  if (new Set(folds).size < 2)
    throw refuse(
      'bad_request',
      `${options.folds ?? options.csv} has rows for one fold only: there is nothing to judge a model by.`,
    );
  return { table: { rows: rows.length, columns }, y, positive, folds, groups, dropped, notes };
}

function positiveOf(
  targets: readonly (string | null)[],
  { target, positive }: InputOptions,
): { readonly positive: string; readonly rest: number } {
  const values = [...new Set(targets.filter((t) => t !== null))].toSorted();
  const list = `${values.slice(0, 10).join(', ')}${values.length > 10 ? ' …' : ''}`;
  if (values.length < 2)
    throw refuse(
      'bad_request',
      `${target} has ${values.length === 0 ? 'no value' : `one value only, ${list}`}: there is nothing to tell apart.`,
    );
  if (positive !== undefined) {
    const same =
      values.find((v) => v === positive) ?? values.find((v) => Number(v) === Number(positive));
    if (same !== undefined) return { positive: same, rest: values.length - 1 };
    throw refuse('bad_request', `${target} is never ${positive}.`, {
      next: `Its values are: ${list}.`,
    });
  }
  const named = values.filter((v) => EVENTS.test(v));
  const [only] = named;
  if (values.length === 2 && only !== undefined && named.length === 1)
    return { positive: only, rest: 1 };
  throw refuse('bad_request', `It is not clear which value of ${target} is the event.`, {
    next: `Say it with --positive. Its values are: ${list}.`,
  });
}

/** Folds by a column both files have, or by the order of rows. */
function givenFolds(
  text: TextTable,
  file: string,
  target: string,
): { readonly folds: Int32Array; readonly used: readonly string[] } {
  const other = readTextTable(file);
  const labels = other.columns[other.names.indexOf('fold')];
  if (!labels) throw refuse('bad_request', `${file} has no column fold.`);
  const numbers = new Map([...new Set(labels)].toSorted(byNumber).map((label, i) => [label, i]));
  const key = other.names.find(
    (name) => name !== 'fold' && name !== target && text.names.includes(name),
  );
  const keys = key === undefined ? undefined : other.columns[other.names.indexOf(key)];
  const used = key === undefined ? ['fold'] : ['fold', key];
  const numberOf = (label: string | null | undefined): number => numbers.get(label ?? null) ?? 0;
  if (keys && new Set(keys).size === keys.length) {
    const byKey = new Map(keys.map((k, i) => [k, numberOf(labels[i])]));
    const own = text.columns[text.names.indexOf(key ?? '')] ?? [];
    const folds = own.map((k) => byKey.get(k));
    const lost = folds.findIndex((f) => f === undefined);
    if (lost >= 0)
      throw refuse('bad_request', `${file} has no fold for ${key} ${own[lost] ?? 'unknown'}.`);
    return { folds: Int32Array.from(folds, (f) => f ?? 0), used };
  }
  if (labels.length !== text.rows)
    throw refuse(
      'bad_request',
      `${file} has ${labels.length} rows for ${text.rows}, and no column that says which is whose.`,
    );
  return { folds: Int32Array.from(labels, numberOf), used };
}

function byNumber(a: string | null, b: string | null): number {
  return Number(a) - Number(b) || ((a ?? '') < (b ?? '') ? -1 : 1);
}

function columnsOf(
  text: TextTable,
  rows: Int32Array,
  targets: readonly string[],
  used: readonly string[],
  notes: string[],
): { readonly columns: readonly Column[]; readonly dropped: FitInput['dropped'] } {
  const columns: Column[] = [];
  const dropped: { name: string; why: string }[] = [];
  text.names.forEach((name, c) => {
    if (targets.includes(name)) return;
    if (used.includes(name) || name === 'fold') {
      dropped.push({ name, why: 'it says which rows go together' });
      return;
    }
    const texts = Array.from(rows, (i) => text.columns[c]?.[i] ?? null);
    const told = columnFrom(name, texts, text.delimiter);
    if ('dropped' in told) dropped.push({ name, why: told.dropped });
    else {
      columns.push(told.column);
      if (told.note) notes.push(`${name} was ${told.note}.`);
    }
  });
  return { columns, dropped };
}

/** A label a row; rows with the same texts in all columns share one. */
function equalRows(columns: readonly (readonly (string | null)[])[], rows: Int32Array): Int32Array {
  // Without a column to learn from, rows are not equal but unknown.
  if (columns.length === 0) return ownGroups(rows.length);
  const labels = new Map<string, number>();
  return rows.map((i) => {
    const key = JSON.stringify(columns.map((column) => column[i] ?? null));
    const label = labels.get(key) ?? labels.size;
    labels.set(key, label);
    return label;
  });
}
