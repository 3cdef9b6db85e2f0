import type {
  AccountEvidence,
  AccountPart,
  AccountPeers,
  Mover,
} from '../../../shared/domain/account-evidence.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { Band, Part, State } from '../../../shared/domain/score.ts';
import { weighsByArr } from '../../../shared/scoring/roll-up.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { readRestatedValues } from '../store/changes-read.ts';
import { newestRun } from '../store/deliveries.ts';
import { PRESENT, readOffices } from '../store/history.ts';
import { heatOf } from './account-heat.ts';
import { factReader, type FactRow } from './evidence-peers.ts';
import type { KeptFacts } from './evidence-specs.ts';
import { periodOf } from './snapshots.ts';

/** An office of the account as its page needs it. */
export interface AccountOfficeRow {
  readonly ord: number;
  readonly location_id: string;
  readonly location_name: string;
  readonly employees: number | null;
  readonly arr: number | null;
  readonly state: State | null;
  readonly adoption: number | null;
  readonly band: Band | null;
  readonly odds: number | null;
  readonly parts: readonly Part[];
  readonly features: Readonly<Record<string, readonly [number | null, number | null]>>;
  readonly events: Readonly<Record<string, number | null>>;
  readonly facts: KeptFacts;
  readonly leftOut: boolean;
}

const MOVERS = 5;
const DAYS = 400;
/** A day on which more of the offices are unknown is a gap: a sum without them would look like a drop. */
const UNKNOWN_SHARE = 0.05;
/** Fewer accounts alike say more about single ones. */
const PEER_FLOOR = 8;

/** @param leftOut location ids that a person left out of the account's numbers */
export function readAccountEvidence(
  db: ReadableDB,
  companyId: string,
  leftOut: ReadonlySet<string>,
): AccountEvidence {
  const day = newestRun(db)?.day ?? 0;
  const offices = readOfficesOf(db, companyId, day, leftOut);
  const counted = offices.filter((office) => !office.leftOut);
  const parts = partsOf(counted);
  const movers = moversOf(counted);
  return {
    ds: formatDay(day),
    parts,
    ...heatOf(offices),
    up: movers.filter(({ change }) => change > 0).slice(0, MOVERS),
    down: movers
      .filter(({ change }) => change < 0)
      .toReversed()
      .slice(0, MOVERS),
    peers: peersOf(
      db,
      companyId,
      parts.length === 0 ? null : parts.reduce((sum, { points }) => sum + points, 0),
    ),
    visitors: visitorsOf(db, counted, day),
    restated: [
      ...new Set(
        readRestatedValues(db, { after: -1, companyId, limit: 2000 })
          .filter(({ column }) => column === 'visitors' || column === 'row')
          .map(({ ds }) => ds),
      ),
    ],
  };
}

function readOfficesOf(
  db: ReadableDB,
  companyId: string,
  day: Day,
  leftOut: ReadonlySet<string>,
): readonly AccountOfficeRow[] {
  const read = factReader();
  type Row = Omit<AccountOfficeRow, 'parts' | 'features' | 'events' | 'facts' | 'leftOut'> & {
    parts: string | null;
    features: string;
    feature_events: string | null;
    names: string | null;
    kept: FactRow['facts'] | null;
  };
  return all<Row>(
    db,
    `SELECT l.ord, l.location_id, l.location_name, l.employees, l.location_arr AS arr, s.state, s.adoption, s.band,
       s.odds, s.parts, l.features, u.feature_events, f.names, k.facts AS kept
     FROM location l LEFT JOIN score s ON s.ord = l.ord LEFT JOIN usage u ON u.ord = l.ord
     LEFT JOIN scoring_snapshot k ON k.ord = l.ord AND k.period = @period AND k.day = s.day
     LEFT JOIN fact_set f ON f.id = k.fact_set
     WHERE l.company_id = @company AND l.missing_since IS NULL
       AND coalesce(s.state, '') NOT IN ('closed', 'excluded') ORDER BY l.location_id`,
    { company: companyId, period: periodOf(day) },
  ).map(({ parts, features, feature_events, names, kept, ...office }) => ({
    ...office,
    parts: parts === null ? [] : (JSON.parse(parts) as Part[]),
    features: JSON.parse(features) as AccountOfficeRow['features'],
    events: JSON.parse(feature_events ?? '{}') as AccountOfficeRow['events'],
    facts: names === null || kept === null ? () => null : read({ names, facts: kept }),
    leftOut: leftOut.has(office.location_id),
  }));
}

/** The offices' parts, weighted as the account's adoption is (shared/scoring/roll-up.ts). */
function partsOf(offices: readonly AccountOfficeRow[]): readonly AccountPart[] {
  const scored = offices.filter((office) => office.adoption !== null && office.parts.length > 0);
  const byArr = weighsByArr(scored);
  const weightOf = (office: AccountOfficeRow): number => (byArr ? (office.arr ?? 0) : 1);
  const total = scored.reduce((sum, office) => sum + weightOf(office), 0);
  const codes = [...new Set(scored.flatMap(({ parts }) => parts.map(({ code }) => code)))];
  return codes.map((code) => {
    let points = 0;
    let most = 0;
    let shortest: AccountPart['shortest'] = null;
    for (const office of scored) {
      const part = office.parts.find((each) => each.code === code);
      if (!part) continue;
      const weight = weightOf(office) / total;
      points += weight * part.points;
      most += weight * part.weight * 100;
      const short = weight * (part.weight * 100 - part.points);
      if (short > (shortest?.share ?? 0)) {
        const { location_id, location_name } = office;
        shortest = { location_id, location_name, share: short, text: part.text };
      }
    }
    const missing = most - points;
    return {
      code,
      points,
      most,
      shortest: shortest && missing > 0 ? { ...shortest, share: shortest.share / missing } : null,
    };
  });
}

/** Offices whose likely range of change lies on one side, the largest rise first. */
function moversOf(offices: readonly AccountOfficeRow[]): readonly Mover[] {
  return offices
    .flatMap((office): Mover[] => {
      const mean = office.facts('trend');
      const low = office.facts('trend_q10');
      const high = office.facts('trend_q90');
      if (office.adoption === null || mean === null || low === null || high === null) return [];
      if (low <= 0 && high >= 0) return [];
      const { location_id, location_name } = office;
      const text = office.parts.find(({ code }) => code === 'trend')?.text ?? '';
      const change = (log: number): number => Math.exp(log) - 1;
      return [
        {
          location_id,
          location_name,
          change: change(mean),
          low: change(low),
          high: change(high),
          text,
        },
      ];
    })
    .toSorted((a, b) => b.change - a.change);
}

/** Offices an account has, in bands wide enough to find others. */
const SIZES = [
  [1, 4, '1 to 4 offices'],
  [5, 19, '5 to 19 offices'],
  [20, Number.POSITIVE_INFINITY, '20 offices or more'],
] as const;

function peersOf(db: ReadableDB, companyId: string, own: number | null): AccountPeers | null {
  const me = one<{ segment: string | null; offices: number }>(
    db,
    `SELECT c.segment, r.roll_up ->> '$.live_offices' AS offices FROM company c
     JOIN account_roll_up r ON r.company_id = c.company_id WHERE c.company_id = ?`,
    companyId,
  );
  const size = SIZES.find(([from, to]) => me && me.offices >= from && me.offices <= to);
  if (own === null || !me || !size) return null;
  const values = all<{ adoption: number }>(
    db,
    `SELECT r.roll_up ->> '$.adoption' AS adoption FROM account_roll_up r JOIN company c ON c.company_id = r.company_id
     WHERE r.company_id != @company AND c.segment IS @segment AND r.roll_up ->> '$.adoption' IS NOT NULL
       AND r.roll_up ->> '$.live_offices' BETWEEN @from AND @to ORDER BY adoption`,
    { company: companyId, segment: me.segment, from: size[0], to: Math.min(size[1], 1e9) },
  ).map(({ adoption }) => adoption);
  if (values.length < PEER_FLOOR) return null;
  const below = values.filter((value) => value < own).length;
  const same = values.filter((value) => value === own).length;
  return {
    n: values.length,
    alike: [me.segment, size[2]].filter((each) => each !== null).join(', '),
    own,
    values,
    percentile: (100 * (below + same / 2)) / values.length,
  };
}

function visitorsOf(
  db: ReadableDB,
  offices: readonly AccountOfficeRow[],
  to: Day,
): AccountEvidence['visitors'] {
  const from = to - DAYS + 1;
  const ords = offices.map(({ ord }) => ord);
  const read = readOffices(db, ords, { measures: [PRESENT, 'visitors'], from, to });
  const visitors = read.get('visitors');
  const present = read.get(PRESENT);
  // An office counts from its first day with a row on.
  const firsts = ords.map((_, i) =>
    present ? present.subarray(i * DAYS, (i + 1) * DAYS).indexOf(1) : -1,
  );
  const values = Array.from({ length: DAYS }, (_, day) => {
    let sum = 0;
    let known = 0;
    let due = 0;
    firsts.forEach((first, i) => {
      if (first < 0 || day < first) return;
      due++;
      const value = visitors?.[i * DAYS + day] ?? Number.NaN;
      if (Number.isNaN(value)) return;
      known++;
      sum += value;
    });
    return due > 0 && due - known <= due * UNKNOWN_SHARE ? sum : null;
  });
  return { from: formatDay(from), values };
}
