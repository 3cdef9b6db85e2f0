import type { Move, MoveCause } from './change.ts';
import type { Band } from './score.ts';

/** Points of adoption that make a move large: see {@link Move}. */
export const LARGE_ADOPTION = 10;

const BECAUSE: Readonly<Record<Exclude<MoveCause, 'first_score'>, (ds: string) => string>> = {
  new_data: (ds) => `with the data of ${ds}`,
  restated: () => 'because earlier days came late or were restated',
  ageing: (ds) => `as time went on to ${ds} without new data of this office`,
  settings: () => 'because scores are computed with other settings',
};

const RANK: Readonly<Record<Band, number>> = { low: 0, elevated: 1, high: 2 };

/** One sentence: `Adoption fell from 62 to 48 with the data of 2026-11-20.` */
export function moveText(move: Pick<Move, 'what' | 'old' | 'new' | 'cause' | 'ds'>): string {
  const { what, old, new: now, cause, ds } = move;
  const name = what === 'adoption' ? 'Adoption' : 'Risk';
  const shown = (value: Move['old']): string =>
    typeof value === 'number' ? String(Math.round(value)) : (value ?? 'no score');
  if (cause === 'first_score' || old === null)
    return `Scored for the first time: ${name.toLowerCase()} ${shown(now)}, with the data of ${ds}.`;
  const verb = rankOf(now) < rankOf(old) ? 'fell' : 'rose';
  return `${name} ${verb} from ${shown(old)} to ${shown(now)} ${BECAUSE[cause](ds)}.`;
}

const rankOf = (value: Move['old']): number =>
  typeof value === 'number' ? value : (RANK[(value ?? 'low') as Band] ?? 0);
