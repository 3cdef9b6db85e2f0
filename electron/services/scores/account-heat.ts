import type {
  AccountEvidence,
  HeatCell,
  HeatFeature,
  HeatRow,
} from '../../../shared/domain/account-evidence.ts';
import { median } from '../../../shared/scoring/maths.ts';
import type { AccountOfficeRow } from './account-evidence.ts';

/** Used, and yet below this share of the account's median by head: low. */
const LOW = 0.25;
/** A median of fewer offices that use a feature is no measure of it. */
const LOW_FLOOR = 3;

/** Offices × features of an account: who uses what, with the sums of rows and columns. */
export function heatOf(
  offices: readonly AccountOfficeRow[],
): Pick<AccountEvidence, 'features' | 'rows'> {
  const keys = [...new Set(offices.flatMap(({ features }) => Object.keys(features)))];
  const usual = new Map(keys.map((key) => [key, usualUse(key, offices)]));
  const share = median(offices.map(peerShare).filter((each) => each !== undefined));
  const rows = offices.map((office): HeatRow => {
    const cells = keys.map((key) => cellOf(office, key, usual.get(key)));
    return {
      location_id: office.location_id,
      location_name: office.location_name,
      employees: office.employees,
      state: office.state,
      band: office.band,
      odds: office.odds,
      adoption: office.adoption,
      idleSeats: idleSeats(office, share),
      leftOut: office.leftOut,
      cells,
      used: cells.filter(({ status }) => status === 'used' || status === 'low').length,
      enabled: keys.filter((key) => office.features[key]?.[1] === 1).length,
    };
  });
  const counted = rows.filter((row) => !row.leftOut);
  const features = keys.map((key, at): HeatFeature => {
    const cells = counted.map((row) => row.cells[at]);
    const switches = offices.filter((office) => !office.leftOut).map((o) => o.features[key]);
    return {
      key,
      using: cells.filter((cell) => cell?.status === 'used' || cell?.status === 'low').length,
      enabled: switches.filter((cell) => cell?.[1] === 1).length,
      entitled: switches.filter((cell) => (cell?.[0] ?? cell?.[1]) === 1).length,
      events: cells.reduce((sum, cell) => sum + (cell?.events ?? 0), 0),
    };
  });
  return { features, rows };
}

function byHead({ employees, events }: AccountOfficeRow, key: string): number | null {
  const uses = events[key] ?? null;
  return uses === null || uses === 0 || !employees ? null : uses / employees;
}

/** Median uses by head of the offices that use it. */
function usualUse(key: string, offices: readonly AccountOfficeRow[]): number | undefined {
  const known = offices.map((office) => byHead(office, key)).filter((value) => value !== null);
  return known.length < LOW_FLOOR ? undefined : median(known);
}

function cellOf(office: AccountOfficeRow, key: string, usual: number | undefined): HeatCell {
  const [entitled, enabled] = office.features[key] ?? [null, null];
  const events = office.events[key] ?? null;
  if (entitled === 0) return { status: 'not_in_plan', events };
  if (enabled === 0) return { status: 'off', events };
  if (events === null || enabled === null) return { status: 'no_data', events };
  if (events === 0) return { status: 'unused', events };
  const own = byHead(office, key);
  const low = own !== null && usual !== undefined && own < usual * LOW;
  return { status: low ? 'low' : 'used', events };
}

/**
 * The peers' share of hosts that an office was measured against, back from its reach (shared/scoring/parts.ts:
 * reach = ln((hosts + 20 p) ÷ (employees + 20) ÷ p)); undefined where it had no host.
 */
function peerShare({ employees, facts }: AccountOfficeRow): number | undefined {
  const hosts = facts('hosts');
  const reach = facts('part_reach');
  if (hosts === null || hosts === 0 || reach === null || !employees) return undefined;
  const share = hosts / (Math.exp(reach) * (employees + 20) - 20);
  return share > 0 && share < 1 ? share : undefined;
}

/** @param usual the account's median peer share, for an office without a host */
function idleSeats(office: AccountOfficeRow, usual: number | undefined): number | null {
  const hosts = office.facts('hosts');
  const share = peerShare(office) ?? usual;
  if (hosts === null || !office.employees || share === undefined) return null;
  return Math.max(0, Math.round(office.employees * share - hosts));
}
