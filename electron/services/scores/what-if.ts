import { profileChanges } from '../../../shared/domain/score-profile-words.ts';
import { profileVersion, type ScoreProfile } from '../../../shared/domain/score-profile.ts';
import type { Catch, Caught, WhatIf, WhatIfOffice } from '../../../shared/domain/what-if.ts';
import { rescore, type Rescored } from '../../../shared/scoring/rescore.ts';
import { settingsOf, type SetUp } from '../../../shared/scoring/settings.ts';
import {
  adoptionHistogram,
  arrAtRisk,
  bandAt,
  bandMoves,
  catchOf,
  mostMoved,
  multiplesOf,
  oddsOf,
  riskHistogram,
  type Pair,
} from '../../../shared/scoring/what-if.ts';
import { one, type ReadableDB } from '../sqlite/db.ts';
import { readSetUp } from './profile.ts';
import type { WhatIfFacts } from './what-if-facts.ts';

/** The profile in force under the same reading, and what it would have caught; good for every profile it is compared with. */
export interface WhatIfBase {
  readonly facts: WhatIfFacts;
  readonly setUp: SetUp | null;
  readonly now: Rescored;
  /** Null where history is too short, or nobody gave notice. */
  readonly caught: Catch | null;
}

export function whatIfBase(db: ReadableDB, facts: WhatIfFacts): WhatIfBase {
  const setUp = readSetUp(db);
  const settings = settingsOf(facts.profile, setUp);
  return {
    facts,
    setUp,
    now: rescore(facts.now, settings),
    caught: facts.past && catchOf(rescore(facts.past.facts, settings), facts.past.event),
  };
}

const MOST = 10;
const CURRENCIES = 3;

/** The whole book under another profile. Arithmetic over what was read, and the names of at most ten offices. */
export function whatIf(db: ReadableDB, base: WhatIfBase, profile: ScoreProfile): WhatIf {
  const { facts, setUp } = base;
  const settings = settingsOf(profile, setUp);
  const pair: Pair = { before: base.now, after: rescore(facts.now, settings) };
  const fixed = setUp !== null || profile.thresholds !== null;
  return {
    version: facts.version,
    ds: facts.ds,
    settings_before: profileVersion(facts.profile),
    settings_after: settings.version,
    changes: profileChanges(facts.profile, profile),
    offices: pair.after.logit.reduce((n, logit) => n + (Number.isNaN(logit) ? 0 : 1), 0),
    bands_before: pair.before.counts,
    bands_after: pair.after.counts,
    moves: bandMoves(pair),
    thresholds_before: setUp || facts.profile.thresholds ? multiplesOf(pair.before) : null,
    thresholds_after: fixed ? multiplesOf(pair.after) : null,
    risk: riskHistogram(pair),
    adoption: adoptionHistogram(pair),
    arr_at_risk: byCurrency(facts, pair),
    most: mostMoved(pair, MOST).flatMap((ord) => officeOf(db, pair, ord) ?? []),
    caught: caughtBy(base, profile),
  };
}

function byCurrency({ arr, currency }: WhatIfFacts, pair: Pair): WhatIf['arr_at_risk'] {
  const names = new Set(currency.filter((_, i) => !Number.isNaN(arr[i] ?? Number.NaN)));
  return [...names]
    .map((name) => ({
      currency: name,
      ...arrAtRisk(
        pair,
        arr.map((paid, i) => (currency[i] === name ? paid : Number.NaN)),
      ),
    }))
    .toSorted((a, b) => b.before - a.before)
    .slice(0, CURRENCIES);
}

function officeOf(db: ReadableDB, { before, after }: Pair, ord: number): WhatIfOffice | undefined {
  const named = one<
    Pick<WhatIfOffice, 'company_id' | 'company_name' | 'location_id' | 'location_name'>
  >(
    db,
    `SELECT l.company_id, c.company_name, l.location_id, l.location_name
     FROM location l JOIN company c ON c.company_id = l.company_id WHERE l.ord = ?`,
    ord,
  );
  const [from, to] = [bandAt(before, ord), bandAt(after, ord)];
  if (!named || !from || !to) return undefined;
  const adoption = (of: Rescored): number | null => {
    const score = of.adoption[ord] ?? Number.NaN;
    return Number.isNaN(score) ? null : score;
  };
  return {
    ...named,
    odds_before: oddsOf(before, ord),
    odds_after: oddsOf(after, ord),
    band_before: from,
    band_after: to,
    adoption_before: adoption(before),
    adoption_after: adoption(after),
  };
}

function caughtBy(
  { facts: { past }, caught: before, setUp }: WhatIfBase,
  profile: ScoreProfile,
): Caught | null {
  if (!past || !before) return null;
  const after = rescore(past.facts, settingsOf(profile, setUp));
  const judged = past.event.map((event, i) =>
    Number.isNaN(after.logit[i] ?? Number.NaN) ? 0 : event,
  );
  const notices = judged.reduce((sum, event) => sum + event, 0);
  if (notices === 0) return null;
  return {
    ds: past.ds,
    until: past.until,
    offices: after.logit.reduce((n, logit) => n + (Number.isNaN(logit) ? 0 : 1), 0),
    notices,
    before,
    after: catchOf(after, past.event),
  };
}
