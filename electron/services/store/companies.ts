import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Columns of `company` that the extract delivers; the migration names the same ones (tested). */
export const COMPANY_ATTRIBUTES = COLUMNS.filter((c) => c.of === 'company').map((c) => c.name);

/** When its sources were read: moves with every delivery, and is the same for most accounts. */
export const COMPANY_CLOCKS = COLUMNS.filter(
  (c) => c.of === 'company' && c.type === 'timestamp',
).map((c) => c.name);

const WRITTEN = ['day', ...COMPANY_ATTRIBUTES, 'attributes_hash', 'version'];
const UPSERT = `
INSERT INTO company (company_id, ${WRITTEN.join(', ')})
VALUES (?, ${WRITTEN.map(() => '?').join(', ')})
ON CONFLICT (company_id) DO UPDATE SET ${WRITTEN.map((c) => `${c} = excluded.${c}`).join(', ')}
WHERE excluded.day >= company.day`;

type Value = string | number | null;

export interface CompanyRow {
  readonly companyId: string;
  readonly day: Day;
  readonly values: Readonly<Record<string, Value>>;
  /** What the attributes but for clocks hash to, where that is known. */
  readonly hash?: number;
  readonly version: number;
}

/** Writes an account's attributes, unless newer ones are there. */
export function upsertCompany(db: WritableDB, row: CompanyRow): void {
  run(
    db,
    UPSERT,
    row.companyId,
    row.day,
    ...COMPANY_ATTRIBUTES.map((name) => row.values[name] ?? null),
    row.hash ?? null,
    row.version,
  );
}

const REFRESH = `
UPDATE company SET day = ?, ${COMPANY_CLOCKS.map((c) => `${c} = ?`).join(', ')}, version = ?
WHERE company_id IN (SELECT value FROM json_each(?))`;

/** Writes a day over accounts whose attributes are the same; `clocks` in the order of {@link COMPANY_CLOCKS}. */
export function refreshCompanies(
  db: WritableDB,
  companyIds: readonly string[],
  of: { readonly day: Day; readonly clocks: readonly Value[]; readonly version: number },
): void {
  run(db, REFRESH, of.day, ...of.clocks, of.version, JSON.stringify(companyIds));
}

/** An account as the store knows it. */
export interface Account {
  /** Day of the row that stands in `company`. */
  day: Day;
  /** What the attributes that stand there hash to; null = not known. */
  hash: number | null;
}

export function readAccounts(db: ReadableDB): Map<string, Account> {
  const rows = all<Account & { id: string }>(
    db,
    'SELECT company_id AS id, day, attributes_hash AS hash FROM company',
  );
  return new Map(rows.map(({ id, day, hash }) => [id, { day, hash }]));
}
