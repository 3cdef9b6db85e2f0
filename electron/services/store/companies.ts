import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Columns of `company` that the extract delivers; the migration names the same ones (tested). */
export const COMPANY_ATTRIBUTES = COLUMNS.filter((c) => c.of === 'company').map((c) => c.name);

const WRITTEN = ['day', ...COMPANY_ATTRIBUTES, 'version'];
const UPSERT = `
INSERT INTO company (company_id, ${WRITTEN.join(', ')})
VALUES (?, ${WRITTEN.map(() => '?').join(', ')})
ON CONFLICT (company_id) DO UPDATE SET ${WRITTEN.map((c) => `${c} = excluded.${c}`).join(', ')}
WHERE excluded.day >= company.day`;

export interface CompanyRow {
  readonly companyId: string;
  readonly day: Day;
  readonly values: Readonly<Record<string, string | number | null>>;
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
    row.version,
  );
}

export function readCompanyDays(db: ReadableDB): Map<string, Day> {
  const rows = all<{ company_id: string; day: number }>(db, 'SELECT company_id, day FROM company');
  return new Map(rows.map((r) => [r.company_id, r.day]));
}
