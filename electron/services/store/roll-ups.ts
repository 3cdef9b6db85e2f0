import type { RollUp } from '../../../shared/domain/roll-up.ts';
import type { RolledOffice } from '../../../shared/scoring/roll-up.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

export interface OfficeToRoll extends RolledOffice {
  readonly ord: number;
  readonly company_id: string;
  /** 0 = closed, excluded, or lacking in two deliveries in a row: in no number of today. */
  readonly counted: 0 | 1;
}

export interface AccountToRoll {
  readonly company_id: string;
  readonly paid_locations: number | null;
  readonly offices: readonly OfficeToRoll[];
}

/** All accounts with all their offices and stored scores, by id. */
export function readRollUpAccounts(db: ReadableDB): readonly AccountToRoll[] {
  const offices = all<OfficeToRoll>(
    db,
    `SELECT l.ord, l.company_id, l.location_id, l.location_name, l.location_arr AS arr, s.state, s.adoption,
       s.adoption_low, s.adoption_high, s.confidence, s.logit, s.odds, s.band, s.probability,
       l.missing_since IS NULL AND coalesce(s.state, '') NOT IN ('closed', 'excluded') AS counted
     FROM location l LEFT JOIN score s ON s.ord = l.ord ORDER BY l.company_id, l.location_id`,
  );
  const byCompany = Map.groupBy(offices, (office) => office.company_id);
  return all<{ company_id: string; paid_locations: number | null }>(
    db,
    'SELECT company_id, paid_locations FROM company ORDER BY company_id',
  ).map((company) => ({ ...company, offices: byCompany.get(company.company_id) ?? [] }));
}

/** Replaces all roll-ups. Call inside a transaction. */
export function writeRollUps(
  db: WritableDB,
  accounts: readonly { readonly companyId: string; readonly rolled: RollUp }[],
): void {
  run(db, 'DELETE FROM account_roll_up');
  for (const { companyId, rolled } of accounts)
    run(db, 'INSERT INTO account_roll_up VALUES (?, ?)', companyId, JSON.stringify(rolled));
}
