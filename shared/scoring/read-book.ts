import type { BookFacts, Scales } from './book.ts';
import { SETTLED_OFFICES } from './book-risk.ts';
import { holdHeadcounts } from './headcount.ts';
import type { Yardsticks } from './office-parts.ts';
import { findPeers, type Peers } from './peers.ts';
import { inState, prepare, type Prepared } from './prepared.ts';
import { scalesOf, yardsticks } from './yardsticks.ts';

/** Enough weeks to fix thresholds and scales for good. */
const SETTLED_DAYS = 84;

/** A book read as of its day, and what its offices are compared with. */
export interface Reading {
  readonly p: Prepared;
  /** 1 = in the state `scored`. */
  readonly scored: Uint8Array;
  readonly peers: readonly (Peers | undefined)[];
  readonly sticks: Yardsticks;
  readonly scales: Scales;
  /** True where there is enough of it to fix thresholds and scales for good. */
  readonly settled: boolean;
}

export function readBook(delivered: BookFacts): Reading {
  const book = { ...delivered, offices: holdHeadcounts(delivered.offices) };
  const p = prepare(book);
  const scored = inState(p, 'scored');
  const peers = findPeers(
    book.offices.map((office, i) => ({
      companyId: office.companyId,
      employees: office.employees,
      industry: office.industry,
      plan: office.plan,
      tenureYears: p.dates[i]?.tenureYears ?? null,
    })),
    scored,
  );
  const sticks = yardsticks(p, peers, scored);
  return {
    p,
    scored,
    peers,
    sticks,
    scales: book.settings.scales ?? scalesOf(p, sticks, scored),
    settled:
      scored.reduce((sum, on) => sum + on, 0) >= SETTLED_OFFICES &&
      p.activity.grid.days >= SETTLED_DAYS,
  };
}
