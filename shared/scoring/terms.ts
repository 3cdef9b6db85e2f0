import { clip } from './maths.ts';

/** Terms of churn risk in the order of the scorecard: raw value → log-odds points of a notice within the horizon. */
export const TERMS = [
  'trend',
  'silence',
  'adoption',
  'breadth_change',
  'hosts_trend',
  'admin_trend',
  'sev1',
  'tickets',
  'nps',
  'overdue',
  'sibling_churn',
  'renewal',
  'stalled',
  'tenure',
  'contraction',
] as const;
export type TermCode = (typeof TERMS)[number];

/** Terms an office in its first twelve weeks is not judged by: its use is still being built up. */
export const USAGE_TERMS: ReadonlySet<TermCode> = new Set([
  'trend',
  'silence',
  'adoption',
  'breadth_change',
  'hosts_trend',
  'admin_trend',
]);

/** @param ell log rate-ratio against the calendar */
export function trendPoints(ell: number): number {
  return ell < 0 ? Math.min(1.8, -1.5 * ell) : Math.max(-0.16, -0.4 * ell);
}

/** @param surprise −log10 of the chance of the gap; an ordinary gap (1 in 10) counts nothing */
export function silencePoints(surprise: number): number {
  return clip(0.3 * (surprise - 1), 0, 0.9);
}

export function adoptionPoints(score: number): number {
  return clip((-0.75 * (score - 55)) / 20, -1.2, 1.5);
}

/**
 * Of few features, one more or less in use says little: shrunk as the trend of hosts is.
 * @param change breadth now − breadth 12 weeks ago
 */
export function breadthChangePoints(change: number, enabled: number): number {
  return clip((-1.2 * change * enabled) / (enabled + 5), -0.24, 0.72);
}

/** ln(hosts now ÷ hosts before), shrunk where there were few. */
export function hostsTrend(now: number, before: number): number {
  return (Math.log((now + 0.5) / (before + 0.5)) * before) / (before + 3);
}

export function hostsTrendPoints(x: number): number {
  return clip(-0.5 * x, -0.2, 0.6);
}

/** @param last4 logins of four weeks, @param last12 of twelve weeks */
export function adminTrend(last4: number, last12: number): number {
  return Math.log((last4 + 1) / (last12 / 3 + 1));
}

export function adminTrendPoints(x: number): number {
  return clip(-0.2 * x, -0.1, 0.3);
}

export function sev1Points(tickets: number): number {
  return clip(0.3 * tickets, 0, 0.6);
}

/** Its sign differs from book to book, so it stays small: only what exceeds two in twelve weeks. */
export function ticketPoints(tickets: number): number {
  return clip(0.08 * (tickets - 2), 0, 0.4);
}

/** @param answer 0–10 */
export function npsPoints(answer: number): number {
  return answer <= 6 ? 0.45 : answer >= 9 ? -0.3 : 0;
}

export function overduePoints(days: number): number {
  return days > 60 ? 1.1 : days > 30 ? 0.7 : days > 14 ? 0.3 : 0;
}

export function siblingPoints(churned: number): number {
  return clip(0.35 * churned, 0, 0.7);
}

export type RenewalKind = 'inside' | 'outside' | 'monthly';
export function renewalPoints(kind: RenewalKind): number {
  return kind === 'inside' ? 1 : kind === 'outside' ? -0.8 : 0;
}

export function stalledPoints(stalled: boolean): number {
  return stalled ? 0.5 : 0;
}

export function tenurePoints(years: number): number {
  return Math.max(-0.36, -0.12 * years);
}

export function contractionPoints(contracted: boolean): number {
  return contracted ? 0.5 : 0;
}
