import type { Adoption, Part, Reason, Risk } from '../domain/score.ts';
import { strongReasons } from './top-reasons.ts';

/** Terms that say when a decision falls, not how the office fares: told after the others. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(['renewal', 'tenure']);

/** The reason that says the same as a part of adoption. */
const SAME_STORY: Readonly<Record<string, string>> = {
  trend: 'trend',
  breadth: 'breadth_change',
  admin: 'admin_trend',
};

const MOST = 2;

/** What sets an office apart, with the term or part of the score that says it. */
export interface Telling {
  readonly code: string;
  readonly text: string;
}

/**
 * What sets this office apart from its peers, at most two sentences, strongest first: circumstances last, low adoption
 * told by its weakest part (the score itself stands beside it).
 */
export function telling(adoption: Adoption | null, risk: Risk | null): readonly Telling[] {
  if (!risk) return [];
  const raising = strongReasons(risk.reasons).filter((r) => r.contribution > 0);
  const told = [
    ...raising.filter((r) => !CIRCUMSTANCES.has(r.code)),
    ...raising.filter((r) => CIRCUMSTANCES.has(r.code)),
  ].slice(0, MOST);
  return told.map((r) => (r.code === 'adoption' && adoption ? low(adoption, told) : r));
}

/** The same in one line for lists; null where nothing sets the office apart. */
export function whyOf(adoption: Adoption | null, risk: Risk | null): string | null {
  return (
    telling(adoption, risk)
      .map(({ text }) => text)
      .join(' · ') || null
  );
}

function low(adoption: Adoption, told: readonly Reason[]): Telling {
  const elsewhere = new Set(told.map((r) => r.code));
  const weakest = adoption.parts
    .filter((p) => p.score !== null && !elsewhere.has(SAME_STORY[p.code] ?? ''))
    .toSorted((a, b) => shortfall(b) - shortfall(a))[0];
  return weakest ?? { code: 'adoption', text: `Adoption ${Math.round(adoption.score)} of 100` };
}

/** Points a part is short of its most. */
const shortfall = (part: Part): number => part.weight * 100 - part.points;
