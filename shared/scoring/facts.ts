import type { Sums } from './add-up.ts';
import { PARTS, type PartCode } from './adoption.ts';
import type { ScoringFacts } from './book.ts';
import { riskTerms } from './judge.ts';
import type { Component } from './parts.ts';
import type { Prepared } from './prepared.ts';
import { TERMS } from './terms.ts';

/** What the numbers of an office add up to. */
export interface Counted {
  readonly sums: Sums;
  readonly eta0: number;
  /** A part of its adoption; undefined where it does not apply or is not known. */
  readonly component: (code: PartCode) => Component | undefined;
}

/** Raw numbers behind the score of one office, as they were known: what a later model learns from. */
export function factsOf(p: Prepared, i: number, { sums, eta0, component }: Counted): ScoringFacts {
  const adoption = known(sums.adoption[i]);
  const points = known(sums.points[i]);
  const terms = riskTerms(p, i, adoption ?? Number.NaN);
  const w = p.usage.windows;
  const trend = p.trends.at(i);
  const office = p.book.offices[i];
  const facts: Record<string, number | null> = {
    y28: known(w.y1[i]),
    x28: known(w.x1[i]),
    y56: known(w.y0[i]),
    x56: known(w.x0[i]),
    y_older: known(w.yOlder[i]),
    x_older: known(w.xOlder[i]),
    x_silent: known(w.xSilent[i]),
    silence: known(p.silence[i]),
    trend: known(trend?.mean),
    trend_sd: known(trend?.sd),
    trend_q10: known(trend?.q10),
    trend_q90: known(trend?.q90),
    p_drop: known(trend?.drop),
    p_rise: known(trend?.rise),
    age_days: known(p.ageDays[i]),
    observed_days: known(p.observedDays[i]),
    active_weeks: known(p.weeks.active[i]),
    weeks: known(p.weeks.known[i]),
    hosts: known(p.measures.hosts[i]),
    hosts_before: known(p.measures.hostsBefore[i]),
    hosts_daily: known(p.measures.hostsDaily[i]),
    employees: office?.employees ?? null,
    arr: office?.arr ?? null,
    features_used: known(p.measures.featuresUsed[i]),
    features_enabled: known(p.measures.featuresEnabled[i]),
    features_gained: known(p.measures.featuresGained[i]),
    logins28: known(p.measures.logins28[i]),
    logins84: known(p.measures.logins84[i]),
    adoption,
    confidence: known(sums.confidence[i]),
    logit: points === null ? null : eta0 + points,
    baseline: points === null ? null : eta0,
  };
  // Every name is always there, so that all offices and states share one list of names.
  for (const code of PARTS) {
    facts[`part_${code}`] = adoption === null ? null : (component(code)?.raw ?? null);
  }
  for (const code of TERMS) facts[`term_${code}`] = terms ? known(terms[code].value) : null;
  return facts;
}

function known(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
