import type { Sister, SisterUse } from '../../../shared/domain/evidence.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { factReader, type FactRow } from './evidence-peers.ts';
import { ratio } from './evidence-specs.ts';
import { periodOf } from './snapshots.ts';

/** Compared side by side. */
const SHOWN = 5;
/** Of so many that are nearest in size. */
const NEAREST = 15;

interface Row extends Omit<Sister, 'reach' | 'logins84'> {
  readonly features: string;
  readonly feature_events: string | null;
  readonly names: string | null;
  readonly facts: FactRow['facts'] | null;
}

/** An office of the account with its features: switched on, and events of 28 days. */
export interface AccountOffice extends Sister {
  /** Events a working day of the last four weeks. */
  readonly rate: number | null;
  readonly enabled: Readonly<Record<string, boolean | null>>;
  readonly events: Readonly<Record<string, number | null>>;
}

/** The counted offices of an account: neither closed nor excluded nor missing. */
export function accountOffices(
  db: ReadableDB,
  companyId: string,
  day: Day,
): readonly AccountOffice[] {
  const read = factReader();
  return all<Row>(
    db,
    `SELECT l.location_id, l.location_name, l.city, l.employees, s.adoption, s.band, s.odds, s.state,
       u.visitors_28d AS visitors28, u.features_used AS featuresUsed, u.features_enabled AS featuresEnabled, u.trend,
       l.features, u.feature_events, f.names, k.facts
     FROM location l LEFT JOIN score s ON s.ord = l.ord LEFT JOIN usage u ON u.ord = l.ord
     LEFT JOIN scoring_snapshot k ON k.ord = l.ord AND k.period = @period AND k.day = s.day
     LEFT JOIN fact_set f ON f.id = k.fact_set
     WHERE l.company_id = @company AND l.missing_since IS NULL
       AND coalesce(s.state, '') NOT IN ('closed', 'excluded') ORDER BY l.location_id`,
    { company: companyId, period: periodOf(day) },
  ).map(({ features, feature_events, names, facts, ...office }) => {
    const known = names === null || facts === null ? () => null : read({ names, facts });
    const cells = JSON.parse(features) as Record<string, readonly [unknown, number | null]>;
    return {
      ...office,
      reach: ratio(known('hosts'), office.employees),
      logins84: known('logins84'),
      rate: ratio(known('y28'), known('x28')),
      enabled: Object.fromEntries(
        Object.entries(cells).map(([key, [, on]]) => [key, on === null ? null : on === 1]),
      ),
      events: JSON.parse(feature_events ?? '{}') as Record<string, number | null>,
    };
  });
}

/** The sister offices nearest in size that work best, best first: what works there may work here. */
export function bestSisters(
  self: Pick<Sister, 'location_id' | 'employees'>,
  offices: readonly AccountOffice[],
): readonly AccountOffice[] {
  const distance = (office: AccountOffice): number =>
    self.employees && office.employees
      ? Math.abs(Math.log(office.employees / self.employees))
      : Number.MAX_VALUE;
  return offices
    .filter(({ location_id, state }) => location_id !== self.location_id && state === 'scored')
    .toSorted((a, b) => distance(a) - distance(b) || (a.location_id < b.location_id ? -1 : 1))
    .slice(0, NEAREST)
    .toSorted((a, b) => (b.adoption ?? -1) - (a.adoption ?? -1))
    .slice(0, SHOWN);
}

/** Feature → how many of the other offices use it, of those that have it switched on. */
export function sisterUse(
  locationId: string,
  offices: readonly AccountOffice[],
): Record<string, SisterUse> {
  const use: Record<string, { using: number; enabled: number }> = {};
  for (const office of offices) {
    if (office.location_id === locationId) continue;
    for (const [key, on] of Object.entries(office.enabled)) {
      if (on !== true) continue;
      const counts = (use[key] ??= { using: 0, enabled: 0 });
      counts.enabled++;
      if ((office.events[key] ?? 0) > 0) counts.using++;
    }
  }
  return use;
}
