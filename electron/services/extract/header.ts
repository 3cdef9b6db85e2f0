import { COLUMNS, columnOf, type Column } from '../../../shared/domain/company-facts.ts';
import { parseDay, type Day } from '../../../shared/domain/day.ts';
import type { AttributeValue } from './day-rows.ts';
import { BAD } from './decode.ts';
import { NO_MARKERS } from './dialect.ts';
import { attributeAt, measureAt, textAt } from './fields.ts';
import { badDelivery, type ManifestColumn } from './manifest.ts';
import { columnKey, type Mapping } from './mapping.ts';
import { newRecord, QUOTED, UNKNOWN, type RawRecord } from './record.ts';

type ValueMap = ReadonlyMap<string, string | null>;

/** A column whose value stands in the file's path: the same for all of its rows. */
export interface FixedColumn {
  readonly name: string;
  readonly column: Column | undefined;
  /** As the store keeps it; null = unknown. */
  readonly value: AttributeValue;
}

/** What stands at each position of a file's records. */
export interface Header {
  /** Our names, or theirs where the contract does not know the column. */
  readonly names: readonly string[];
  /** Undefined for a column the contract does not know: it is kept as extra. */
  readonly columns: readonly (Column | undefined)[];
  /** −1 where the path says the day. */
  readonly ds: number;
  readonly companyId: number;
  readonly locationId: number;
  /** Positions that must not be empty. */
  readonly required: readonly number[];
  /** CHAR values: their right-hand spaces are padding. */
  readonly padded: readonly boolean[];
  /** Where their values are ours by other names. */
  readonly values: readonly (ValueMap | undefined)[];
  /** Whether there are any such values. */
  readonly renames: boolean;
  readonly fixed: readonly FixedColumn[];
  /** The day the path says, for files that have no `ds`. */
  readonly day: Day | undefined;
}

export interface HeaderContext {
  readonly file: string;
  readonly mapping: Mapping;
  readonly partitions: ReadonlyMap<string, string | null>;
  /** The manifest's schema, where there is one. */
  readonly schema: readonly ManifestColumn[] | undefined;
}

/** Our name of one of theirs. */
export function ourName(theirs: string, mapping: Mapping): string {
  const key = columnKey(theirs);
  return mapping.columns.get(key) ?? key;
}

/** The names a record holds, should it be a header. */
export function namesIn(record: RawRecord): readonly string[] {
  return Array.from({ length: record.fields }, (_, i) => textAt(record, i));
}

/** Whether names are those of a header line: one of the columns every extract has is among them. */
export function isHeader(names: readonly string[], mapping: Mapping): boolean {
  return names.some((name) => columnOf(ourName(name, mapping))?.required === true);
}

/** Puts columns to their names; throws `bad_delivery` when they cannot be those of company_facts. */
export function headerOf(theirs: readonly string[], context: HeaderContext): Header {
  const { file, mapping, partitions, schema } = context;
  const names = theirs.map((name) => ourName(name, mapping));
  const fixed = [...partitions].flatMap(([name, value]): FixedColumn[] => {
    const mapped = ourName(name, mapping);
    if (names.includes(mapped) || mapped === 'ds') return [];
    return [fixedColumn(mapped, value, context)];
  });
  const at = new Map(names.map((name, i) => [name, i]));
  const pathDay = at.has('ds') ? undefined : parseDay(partitions.get('ds') ?? '');
  const has = (name: string): boolean =>
    at.has(name) || fixed.some((f) => f.name === name) || (name === 'ds' && pathDay !== undefined);
  const required = COLUMNS.filter((column) => column.required);
  const missing = required.filter((column) => !has(column.name));
  if (!required.some((column) => at.has(column.name)))
    throw badDelivery(
      `${file} has no header line: its first line names no column of company_facts.`,
      'Ask the data team to unload with HEADER or MANIFEST VERBOSE, or map their columns in the mapping file, then sync.',
    );
  if (missing.length > 0)
    throw badDelivery(
      `${file} lacks the required column${missing.length > 1 ? 's' : ''} ${missing.map((c) => c.name).join(', ')}.`,
    );
  if (at.size !== names.length) {
    const twice = names.find((name, i) => at.get(name) !== i);
    throw badDelivery(`${file} has the column ${twice} twice.`);
  }
  const columns = names.map(columnOf);
  const bases = new Map(schema?.map((s) => [ourName(s.name, mapping), s.base]));
  const locationId = at.get('location_id');
  const companyId = at.get('company_id');
  if (companyId === undefined || locationId === undefined)
    throw badDelivery(`${file} has its offices' ids in the path; they must stand in the rows.`);
  return {
    names,
    columns,
    ds: at.get('ds') ?? -1,
    companyId,
    locationId,
    required: columns.flatMap((column, i) => (column?.required ? [i] : [])),
    // `currency` is CHAR by contract; of the others the manifest tells.
    padded: names.map((name) => {
      const base = bases.get(name);
      return base === undefined ? name === 'currency' : base === 'character' || base === 'char';
    }),
    values: names.map((name) => mapping.values.get(name)),
    renames: names.some((name) => mapping.values.has(name)),
    fixed,
    day: pathDay,
  };
}

function fixedColumn(name: string, raw: string | null, context: HeaderContext): FixedColumn {
  const column = columnOf(name);
  const map = context.mapping.values.get(name);
  const mapped = raw !== null && map?.has(raw) ? (map.get(raw) ?? null) : raw;
  if (mapped === null || !column) return { name, column, value: mapped };
  const one = recordOf(mapped);
  const value = column.of === 'measure' ? measureAt(one, 0, column) : attributeAt(one, 0, column);
  if (value === BAD)
    throw badDelivery(`${context.file}: its path says ${name}=${mapped}, which cannot be.`);
  return { name, column, value };
}

/** A value of its own as a record of one field, for the decoders. */
export function recordOf(text: string | null): RawRecord {
  const record = newRecord(NO_MARKERS);
  record.buffer = new TextEncoder().encode(text ?? '');
  record.fields = 1;
  record.ends[0] = record.buffer.length;
  record.quoted[0] = text === null ? UNKNOWN : QUOTED;
  return record;
}
