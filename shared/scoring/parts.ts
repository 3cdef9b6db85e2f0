import { clip, normalCdf, normalDensity } from './maths.ts';

/**
 * The components of adoption: raw quantity → 0–100, and the variance of that score by the delta method.
 * Every map is non-decreasing in its raw quantity.
 */
export interface Component {
  readonly raw: number;
  readonly score: number;
  readonly variance: number;
}

/**
 * Level against what offices of this size and kind reach, shrunk where there is little evidence. The first few events
 * add more evidence than level, so the shrunken value would dip by a hair; one more event never lowers it here. As a
 * function of the events it falls first and then rises (with u = events + 2 its slope has the sign of
 * .74·u + 1 + ln(u ÷ (expected + 2)), which only grows), so the best before is that of no event at all.
 * @param y84 events of 84 days, @param expected μ̂ × exposure of the same days
 */
export function levelRaw(y84: number, expected: number): number {
  return Math.max(shrunkenLevel(0, expected), shrunkenLevel(y84, expected));
}

function shrunkenLevel(y84: number, expected: number): number {
  return Math.log((y84 + 2) / (expected + 2)) * (0.7 / (0.7 + 1 / (y84 + 2) + 0.04));
}

export function level(y84: number, expected: number, scale: number): Component {
  const raw = levelRaw(y84, expected);
  const slope = (100 * normalDensity(raw / scale)) / scale;
  return { raw, score: 100 * normalCdf(raw / scale), variance: slope * slope * (1 / (y84 + 2)) };
}

/** ln(share of people who host ÷ the peers' share); the peers' share counts as 20 more people. */
export function reachRaw(hosts: number, employees: number, peerShare: number): number {
  return Math.log((hosts + 20 * peerShare) / (employees + 20) / peerShare);
}

export function reach(
  hosts: number,
  employees: number,
  peerShare: number,
  scale: number,
): Component {
  const raw = reachRaw(hosts, employees, peerShare);
  const share = clip((hosts + 20 * peerShare) / (employees + 20), 1e-6, 1);
  const slope = (100 * normalDensity(raw / scale)) / scale;
  const logVariance = (1 - share) / (share * (employees + 20));
  return { raw, score: 100 * normalCdf(raw / scale), variance: slope * slope * logVariance };
}

/** Share of the enabled features in use; the peers' share counts as 2 more features. */
export function breadth(used: number, enabled: number, peerShare: number): Component {
  const raw = (used + 2 * peerShare) / (enabled + 2);
  const p = clip(raw, 0, 1);
  return {
    raw,
    score: 100 * clip((raw - 0.3) / 0.62, 0, 1),
    variance: ((p * (1 - p)) / (enabled + 3)) * (100 / 0.62) ** 2,
  };
}

/** @param mean posterior mean of the log rate-ratio */
export function trend(mean: number, sd: number): Component {
  return {
    raw: mean,
    score: 100 * clip((mean + 0.75) / 0.9, 0, 1),
    variance: (sd * (100 / 0.9)) ** 2,
  };
}

/** Weeks with at least one event among the weeks that had at least 1.5 standard days. */
export function regularity(active: number, weeks: number): Component {
  const raw = active / weeks;
  const p = (active + 1) / (weeks + 2);
  return { raw, score: 100 * raw, variance: ((p * (1 - p)) / (weeks + 3)) * 100 ** 2 };
}

export function adminRaw(logins84: number, mean: number): number {
  return Math.log((logins84 + 3) / (mean + 3));
}

export function admin(logins84: number, mean: number, scale: number): Component {
  const raw = adminRaw(logins84, mean);
  const slope = (100 * normalDensity(raw / scale)) / scale;
  return {
    raw,
    score: 100 * normalCdf(raw / scale),
    variance: slope * slope * (1 / (logins84 + 3)),
  };
}
