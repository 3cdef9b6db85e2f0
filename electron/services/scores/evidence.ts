import type {
  CardNumber,
  Evidence,
  KeptScore,
  OfficeEvidence,
  Sister,
} from '../../../shared/domain/evidence.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { Peers, State } from '../../../shared/domain/score.ts';
import { PARTS } from '../../../shared/scoring/adoption.ts';
import { median } from '../../../shared/scoring/maths.ts';
import { DEFAULT_SETTINGS } from '../../../shared/scoring/settings.ts';
import { TERMS } from '../../../shared/scoring/terms.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { measureNames, readOffice } from '../store/history.ts';
import { factReader, peerFacts, readTrait, type FactRow } from './evidence-peers.ts';
import { accountOffices, bestSisters, sisterUse, type AccountOffice } from './evidence-sisters.ts';
import {
  difference,
  PART_SPECS,
  ratio,
  TERM_SPECS,
  type EvidenceSpec,
  type KeptFacts,
} from './evidence-specs.ts';

/** A median of an account says something from so many offices on. */
const ACCOUNT_FLOOR = 3;

interface Scored {
  readonly day: Day;
  readonly peers: string | null;
  readonly features: string;
}

/**
 * What stands behind the numbers of one office.
 * @param leftOut location ids of its account that a person left out
 */
export function readOfficeEvidence(
  db: ReadableDB,
  office: { readonly ord: number; readonly company_id: string; readonly location_id: string },
  leftOut: ReadonlySet<string>,
): OfficeEvidence {
  const { ord, company_id: companyId, location_id: locationId } = office;
  const row = one<Scored>(
    db,
    `SELECT coalesce(s.day, l.day) AS day, s.peers, l.features
     FROM location l LEFT JOIN score s ON s.ord = l.ord WHERE l.ord = ?`,
    ord,
  );
  const day = row?.day ?? 0;
  const history = readKept(db, ord);
  const own = history.find((kept) => kept.day === day)?.facts;
  const peers = row?.peers ? (JSON.parse(row.peers) as Peers) : null;
  const trait = readTrait(db, ord);
  const others = peers && trait && own ? peerFacts(db, trait, peers.sharing, day) : [];
  const delivered = measureNames(db);
  const measuresOf = (names: readonly string[]): readonly string[] =>
    expand(names, row?.features ?? '{}').filter((name) => delivered.includes(name));
  const firsts = [...Object.values(PART_SPECS), ...Object.values(TERM_SPECS)].flatMap((spec) =>
    spec.days ? measuresOf(spec.days.measures).slice(0, 1) : [],
  );
  const days = deliveredDays(db, ord, firsts, day);
  const evidence = (code: string, spec: EvidenceSpec): Evidence => ({
    code,
    how: spec.how,
    facts: spec.facts.map(([name, unit, read]) => ({
      name,
      unit,
      value: own ? read(own) : null,
      peers: medianOf(others, read),
    })),
    days: spec.days ? days(measuresOf(spec.days.measures), spec.days.span) : null,
    columns: spec.columns ?? [],
    source: spec.source,
  });
  const account = accountOffices(db, companyId, day).filter(
    ({ location_id: id }) => id === locationId || !leftOut.has(id),
  );
  const self = account.find(({ location_id: id }) => id === locationId);
  return {
    ds: formatDay(day),
    kept: own !== undefined,
    peers: peers && others.length > 0 ? { n: others.length, companies: peers.companies } : null,
    parts: PARTS.map((code) => evidence(code, PART_SPECS[code])),
    terms: TERMS.map((code) => evidence(code, TERM_SPECS[code])),
    cards: cardsOf(history, day, others, account),
    sisters: self ? bestSisters(self, account).map(plainSister) : [],
    sisterCount: account.filter(({ location_id: id }) => id !== locationId).length,
    self: self ? plainSister(self) : nobody(locationId),
    features: sisterUse(locationId, account),
    scores: history.map(({ facts, day: at, state, settings }): KeptScore => ({
      ds: formatDay(at),
      state,
      adoption: facts('adoption'),
      confidence: facts('confidence'),
      logit: facts('logit'),
      settings,
    })),
  };
}

interface Kept {
  readonly day: Day;
  readonly state: State;
  readonly settings: string;
  readonly facts: KeptFacts;
}

function readKept(db: ReadableDB, ord: number): readonly Kept[] {
  const read = factReader();
  return all<FactRow & { day: Day; state: State; settings: string }>(
    db,
    `SELECT k.day, k.state, k.settings, f.names, k.facts FROM scoring_snapshot k
     JOIN fact_set f ON f.id = k.fact_set WHERE k.ord = ? ORDER BY k.period`,
    ord,
  ).map(({ day, state, settings, ...row }) => ({ day, state, settings, facts: read(row) }));
}

/** `activity` and `features` as the measures they stand for at this office. */
function expand(names: readonly string[], featuresJson: string): readonly string[] {
  const cells = JSON.parse(featuresJson) as Record<
    string,
    readonly [entitled: number | null, enabled: number | null]
  >;
  return names.flatMap((name) => {
    if (name === 'activity') {
      // The first whose feature is in the plan, as the scores choose it.
      const found = DEFAULT_SETTINGS.activities.find(({ feature }) => cells[feature]?.[0] !== 0);
      return found ? [found.measure] : [];
    }
    if (name === 'features')
      return Object.entries(cells).flatMap(([key, [, enabled]]) =>
        enabled === 0 ? [] : [`feature_${key}_events`],
      );
    return [name];
  });
}

/** The longest window of all. */
const LONGEST = 112;

/** Counts the days of a window to `to` that have a value of the first measure; the history is read once for all. */
function deliveredDays(
  db: ReadableDB,
  ord: number,
  names: readonly string[],
  to: Day,
): (measures: readonly string[], span: number) => Evidence['days'] {
  const read = readOffice(db, ord, {
    measures: [...new Set(names)],
    from: to - LONGEST + 1,
    to,
  });
  return (measures, span) => {
    const [first] = measures;
    if (first === undefined) return null;
    const values = read.get(first)?.slice(LONGEST - span) ?? new Float64Array(0);
    return {
      measures,
      from: formatDay(to - span + 1),
      to: formatDay(to),
      delivered: values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0),
    };
  };
}

function medianOf(of: readonly KeptFacts[], read: (f: KeptFacts) => number | null): number | null {
  const known = of.map(read).filter((value) => value !== null);
  return known.length === 0 ? null : (median(known) ?? null);
}

function cardsOf(
  history: readonly Kept[],
  day: Day,
  others: readonly KeptFacts[],
  account: readonly AccountOffice[],
): readonly CardNumber[] {
  const at = history.findIndex((kept) => kept.day === day);
  const own = history[at]?.facts;
  const earlier = history[at - 1];
  const scored = account.filter(({ state }) => state === 'scored');
  const ofAccount = (read: (office: AccountOffice) => number | null): number | null => {
    const known = scored.map(read).filter((value) => value !== null);
    return known.length < ACCOUNT_FLOOR ? null : (median(known) ?? null);
  };
  const card = (
    code: CardNumber['code'],
    read: (f: KeptFacts) => number | null,
    before: (f: KeptFacts) => number | null,
    ofOffice: (office: AccountOffice) => number | null,
  ): CardNumber => ({
    code,
    value: own ? read(own) : null,
    before: own ? before(own) : null,
    since: null,
    peers: medianOf(others, read),
    account: ofAccount(ofOffice),
  });
  const adoption = card(
    'adoption',
    (f) => f('adoption'),
    () => earlier?.facts('adoption') ?? null,
    (office) => office.adoption,
  );
  return [
    { ...adoption, since: earlier && adoption.before !== null ? formatDay(earlier.day) : null },
    card(
      'visitors',
      (f) => ratio(f('y28'), f('x28')),
      (f) => ratio(f('y56'), f('x56')),
      (office) => office.rate,
    ),
    card(
      'reach',
      (f) => ratio(f('hosts'), f('employees')),
      (f) => ratio(f('hosts_before'), f('employees')),
      (office) => office.reach,
    ),
    card(
      'features',
      (f) => f('features_used'),
      (f) => difference(f('features_used'), f('features_gained')),
      (office) => office.featuresUsed,
    ),
  ];
}

function plainSister({
  enabled: _on,
  events: _events,
  rate: _rate,
  ...sister
}: AccountOffice): Sister {
  return sister;
}

const nobody = (locationId: string): Sister => ({
  location_id: locationId,
  location_name: locationId,
  city: null,
  employees: null,
  adoption: null,
  band: null,
  odds: null,
  state: null,
  visitors28: null,
  reach: null,
  featuresUsed: null,
  featuresEnabled: null,
  logins84: null,
  trend: null,
});
