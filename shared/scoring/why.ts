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

/**
 * Why this office, in one line for lists: its two strongest reasons against the peers, circumstances last, low adoption
 * told by its weakest part. Null where nothing sets the office apart.
 */
export function whyOf(adoption: Adoption | null, risk: Risk | null): string | null {
  if (!risk) return null;
  const raising = strongReasons(risk.reasons).filter((r) => r.contribution > 0);
  const told = [
    ...raising.filter((r) => !CIRCUMSTANCES.has(r.code)),
    ...raising.filter((r) => CIRCUMSTANCES.has(r.code)),
  ].slice(0, MOST);
  if (told.length === 0) return null;
  return told
    .map((r) => (r.code === 'adoption' && adoption ? low(adoption, told) : r.text))
    .join(' · ');
}

function low(adoption: Adoption, told: readonly Reason[]): string {
  const elsewhere = new Set(told.map((r) => r.code));
  const weakest = adoption.parts
    .filter((p) => p.score !== null && !elsewhere.has(SAME_STORY[p.code] ?? ''))
    .toSorted((a, b) => shortfall(b) - shortfall(a))[0];
  const score = `Adoption ${Math.round(adoption.score)}`;
  return weakest ? `${score}: ${weakest.text}` : score;
}

/** Points a part is short of its most. */
const shortfall = (part: Part): number => part.weight * 100 - part.points;
