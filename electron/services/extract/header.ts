import { COLUMNS, columnOf, type Column } from '../../../shared/domain/company-facts.ts';
import type { CsvRecord } from './tokenizer.ts';
import { badDelivery } from './manifest.ts';

/** What stands at each position of a file's records. */
export interface Header {
  readonly names: readonly string[];
  /** Undefined for a column the contract does not know: it is kept as extra. */
  readonly columns: readonly (Column | undefined)[];
  readonly ds: number;
  readonly companyId: number;
  readonly locationId: number;
  /** Positions that must not be empty. */
  readonly required: readonly number[];
}

/** Reads the header record; throws `bad_delivery` when it cannot be the header of company_facts. */
export function readHeader(record: CsvRecord, file: string): Header {
  const bytes = Buffer.from(record.buffer.buffer, record.buffer.byteOffset, record.buffer.length);
  const names = Array.from({ length: record.fields }, (_, i) =>
    bytes.toString('utf8', record.starts[i], record.ends[i]).trim().toLowerCase(),
  );
  const at = new Map(names.map((name, i) => [name, i]));
  const missing = COLUMNS.filter((column) => column.required && !at.has(column.name));
  if (missing.length === COLUMNS.filter((column) => column.required).length)
    throw badDelivery(
      `${file} has no header line: its first line names no column of company_facts.`,
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
  return {
    names,
    columns,
    ds: names.indexOf('ds'),
    companyId: names.indexOf('company_id'),
    locationId: names.indexOf('location_id'),
    required: columns.flatMap((column, i) => (column?.required ? [i] : [])),
  };
}
