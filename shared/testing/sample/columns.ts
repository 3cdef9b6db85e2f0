import { COLUMNS, columnOf, type ColumnType } from '../../domain/company-facts.ts';
import { FEATURES } from './features.ts';

/** The header of every file of the sample book: the declared columns, then three for each feature. */
export const SAMPLE_COLUMNS: readonly string[] = [
  ...COLUMNS.map((column) => column.name),
  ...FEATURES.flatMap(({ key }) => [
    `feature_${key}_entitled`,
    `feature_${key}_enabled`,
    `feature_${key}_events`,
  ]),
];

const BASE: Record<ColumnType, string> = {
  id: 'character varying',
  text: 'character varying',
  date: 'date',
  timestamp: 'timestamp with time zone',
  integer: 'integer',
  decimal: 'numeric',
  real: 'double precision',
  boolean: 'boolean',
};

/** `schema.elements` of a verbose manifest: Redshift's own type names. */
export const SAMPLE_SCHEMA: readonly { name: string; type: { base: string } }[] =
  SAMPLE_COLUMNS.map((name) => ({ name, type: { base: BASE[columnOf(name)?.type ?? 'text'] } }));
