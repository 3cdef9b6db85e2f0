import type { AccountFeature } from '../../../shared/domain/account.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Below this a comparison would say more about single offices than about peers. */
const FLOOR_OFFICES = 30;
const FLOOR_COMPANIES = 8;

interface ShareRow {
  feature: string;
  enabled: number;
  used: number;
  companies: number;
}

/** Feature → share of other companies' offices with it switched on that used it in 28 days, 0–1; absent below the floor. */
export function featureShares(db: ReadableDB, companyId: string): ReadonlyMap<string, number> {
  const rows = all<ShareRow>(
    db,
    `SELECT t.feature, t.enabled - coalesce(u.enabled, 0) AS enabled, t.used - coalesce(u.used, 0) AS used,
       t.companies - (coalesce(u.enabled, 0) > 0) AS companies
     FROM feature_total t LEFT JOIN feature_use u ON u.feature = t.feature AND u.company_id = ?`,
    companyId,
  );
  return new Map(
    rows
      .filter((r) => r.enabled >= FLOOR_OFFICES && r.companies >= FLOOR_COMPANIES)
      .map((r) => [r.feature, r.used / r.enabled]),
  );
}

/** Sums over all accounts; to be called when `feature_use` was written. */
export function refreshFeatureTotals(db: WritableDB): void {
  run(db, 'DELETE FROM feature_total');
  run(
    db,
    `INSERT INTO feature_total
     SELECT feature, sum(enabled), sum(used), count(*) FILTER (WHERE enabled > 0) FROM feature_use GROUP BY feature`,
  );
}

/** What an account's offices use, most used first. */
export function accountFeatures(db: ReadableDB, companyId: string): readonly AccountFeature[] {
  const shares = featureShares(db, companyId);
  const rows = all<{
    feature: string;
    offices: number;
    entitled: number;
    enabled: number;
    used: number;
    events: number;
  }>(
    db,
    `SELECT feature, offices, entitled, enabled, used, events FROM feature_use
     WHERE company_id = ? ORDER BY used DESC, enabled DESC, feature`,
    companyId,
  );
  return rows.map((r) => ({
    key: r.feature,
    entitled: r.entitled > 0,
    enabled: r.enabled > 0,
    events28: r.events,
    peerShare: shares.get(r.feature) ?? null,
    officesUsing: r.used,
    officesEnabled: r.enabled,
    officesEntitled: r.entitled,
  }));
}
