import type { Score } from '../domain/score.ts';
import { PARTS } from './adoption.ts';
import type { ScoringFacts } from './book.ts';
import type { Term } from './office-terms.ts';
import type { Prepared } from './prepared.ts';
import { TERMS, type TermCode } from './terms.ts';

/** Raw numbers behind the score of one office, as they were known: what a later model learns from. */
export function factsOf(
  p: Prepared,
  i: number,
  score: Score,
  terms: Readonly<Record<TermCode, Term>> | null,
): ScoringFacts {
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
    adoption: score.adoption?.score ?? null,
    confidence: score.adoption?.confidence ?? null,
    logit: score.risk?.logit ?? null,
    baseline: score.risk?.baseline ?? null,
  };
  // Every name is always there, so that all offices and states share one list of names.
  for (const code of PARTS) {
    facts[`part_${code}`] = score.adoption?.parts.find((part) => part.code === code)?.value ?? null;
  }
  for (const code of TERMS) facts[`term_${code}`] = terms ? known(terms[code].value) : null;
  return facts;
}

function known(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
