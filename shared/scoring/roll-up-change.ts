import type { AdoptionChange } from '../domain/roll-up.ts';
import { weighsByArr } from './roll-up.ts';

/** Adoption and ARR of one office at one time. */
export interface Weighed {
  readonly adoption: number;
  readonly arr: number | null;
}

/** Less than half a point is no direction. */
const DIRECTION = 0.5;

/**
 * Splits the change of an account's weighted mean, exactly: with w and A before, w′ and A′ after, and c halfway between
 * the two means,
 *   real = Σ ½(w+w′)(A′−A), mix = Σ (½(A+A′)−c)(w′−w) over the offices in both (Kitagawa 1955),
 *   entries = Σ w′(A′−c), exits = −Σ w(A−c).
 * Weights sum to 1 both times, so c falls out of the sum; it makes an office that comes in at the account's own level
 * count nothing instead of trading a large entry for a large loss of weight. Null where either time has no office.
 */
export function splitChange(
  before: ReadonlyMap<string, Weighed>,
  after: ReadonlyMap<string, Weighed>,
): Omit<AdoptionChange, 'since'> | null {
  if (before.size === 0 || after.size === 0) return null;
  const byArr = weighsByArr([...before.values(), ...after.values()]);
  const then = shares(before, byArr);
  const now = shares(after, byArr);
  const from = meanOf(then);
  const to = meanOf(now);
  const c = (from + to) / 2;
  let [real, mix, entries, exits] = [0, 0, 0, 0];
  for (const [id, b] of now) {
    const a = then.get(id);
    if (a) {
      real += ((a.share + b.share) / 2) * (b.adoption - a.adoption);
      mix += ((a.adoption + b.adoption) / 2 - c) * (b.share - a.share);
    } else entries += b.share * (b.adoption - c);
  }
  for (const [id, a] of then) if (!now.has(id)) exits -= a.share * (a.adoption - c);
  const total = to - from;
  const opposed = Math.sign(real) !== Math.sign(total);
  const told = Math.abs(total) >= DIRECTION && Math.abs(real) >= DIRECTION;
  return { from, to, real, mix, entries, exits, mix_effect: opposed && told };
}

type Shares = ReadonlyMap<string, { readonly share: number; readonly adoption: number }>;

function shares(of: ReadonlyMap<string, Weighed>, byArr: boolean): Shares {
  const weight = ({ arr }: Weighed): number => (byArr ? (arr ?? 0) : 1);
  let total = 0;
  for (const office of of.values()) total += weight(office);
  return new Map(
    [...of].map(([id, o]) => [id, { share: weight(o) / total, adoption: o.adoption }]),
  );
}

function meanOf(of: Shares): number {
  let mean = 0;
  for (const { share, adoption } of of.values()) mean += share * adoption;
  return mean;
}
