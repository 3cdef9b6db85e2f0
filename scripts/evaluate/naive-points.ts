import type { BookFacts, ScoringFacts } from '../../shared/scoring/book.ts';

/**
 * Threshold points as health scores in the trade hand them out: raw changes, days without use, tickets, answers, invoices.
 * What the scorecard is measured against.
 */
export function naivePoints(book: BookFacts, facts: ScoringFacts, i: number): number {
  const office = book.offices[i];
  const now = (facts['y28'] ?? 0) / 28;
  const before = (facts['y56'] ?? 0) / 56;
  const change = before > 0 ? now / before - 1 : 0;
  let points = change <= -0.5 ? 30 : change <= -0.3 ? 20 : change <= -0.1 ? 10 : 0;
  if (now === 0) points += 20;
  if ((facts['logins28'] ?? 1) === 0) points += 10;
  const used = facts['features_used'] ?? 0;
  const enabled = facts['features_enabled'] ?? 0;
  if (enabled > 0 && used / enabled < 0.4) points += 10;
  if ((facts['term_tickets'] ?? 0) > 2) points += 10;
  if (office?.nps !== null && (office?.nps ?? 10) <= 6) points += 15;
  if ((office?.overdueDays ?? 0) > 30) points += 15;
  return points;
}
