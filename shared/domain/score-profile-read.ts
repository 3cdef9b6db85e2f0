import {
  DEFAULT_PROFILE,
  LIMITS,
  PART_CODES,
  TERM_CODES,
  type BandMultiples,
  type ScoreProfile,
} from './score-profile.ts';

/** One thing that is wrong with a profile. */
export interface ProfileError {
  /** `risk_weights.trend`; empty for the file as a whole. */
  readonly field: string;
  /** `risk_weights.trend is 7; allowed is a number from 0 to 3.` */
  readonly text: string;
}

export type ReadProfile =
  | { readonly ok: true; readonly profile: ScoreProfile }
  | { readonly ok: false; readonly errors: readonly ProfileError[] };

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a profile as it lies in a file. What is not named stays as published; what is not known is refused, because a
 * misspelt weight would be one that silently does nothing. All errors are told, not the first alone.
 */
export function readProfile(value: unknown): ReadProfile {
  const errors: ProfileError[] = [];
  const wrong = (field: string, found: unknown, allowed: string): void => {
    const is = found === undefined ? 'is missing' : `is ${shown(found)}`;
    errors.push({ field, text: `${field} ${is}; allowed is ${allowed}.` });
  };
  if (!isBag(value))
    return {
      ok: false,
      errors: [
        { field: '', text: `The profile is ${shown(value)}; allowed is one object of settings.` },
      ],
    };
  unknownNames(value, '', Object.keys(DEFAULT_PROFILE), wrong);
  if (value['schema'] !== 1) wrong('schema', value['schema'], '1');

  const number = (field: string, found: unknown, usual: number, limits: Limits): number => {
    if (found === undefined) return usual;
    if (typeof found === 'number' && found >= limits.min && found <= limits.max) return found;
    wrong(field, found, `a number from ${limits.min} to ${limits.max}`);
    return usual;
  };
  const weights = <C extends string>(
    field: 'adoption_weights' | 'risk_weights',
    codes: readonly C[],
    usual: Readonly<Record<C, number>>,
    limits: Limits,
  ): Record<C, number> => {
    const found = value[field] ?? {};
    if (!isBag(found)) wrong(field, found, `an object with ${codes.join(', ')}`);
    const bag = isBag(found) ? found : {};
    unknownNames(bag, field, codes, wrong);
    const read: Record<C, number> = { ...usual };
    for (const code of codes)
      read[code] = number(`${field}.${code}`, bag[code], usual[code], limits);
    return read;
  };

  const profile: ScoreProfile = {
    schema: 1,
    annual_churn: number(
      'annual_churn',
      value['annual_churn'],
      DEFAULT_PROFILE.annual_churn,
      LIMITS.annual_churn,
    ),
    adoption_weights: weights(
      'adoption_weights',
      PART_CODES,
      DEFAULT_PROFILE.adoption_weights,
      LIMITS.adoption_weight,
    ),
    risk_weights: weights(
      'risk_weights',
      TERM_CODES,
      DEFAULT_PROFILE.risk_weights,
      LIMITS.risk_weight,
    ),
    thresholds: readThresholds(value['thresholds'] ?? null, wrong),
  };
  if (PART_CODES.every((code) => profile.adoption_weights[code] === 0))
    errors.push({
      field: 'adoption_weights',
      text: 'adoption_weights are all 0; allowed is at least one above 0.',
    });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, profile };
}

interface Limits {
  readonly min: number;
  readonly max: number;
}
type Wrong = (field: string, found: unknown, allowed: string) => void;

function readThresholds(value: unknown, wrong: Wrong): BandMultiples | null {
  if (value === null) return null;
  const { min, max } = LIMITS.threshold;
  const allowed = `a multiple of the book's average odds from ${min} to ${max}`;
  if (!isBag(value)) {
    wrong('thresholds', value, 'null, or an object with elevated and high');
    return null;
  }
  unknownNames(value, 'thresholds', ['elevated', 'high'], wrong);
  const { elevated, high } = value;
  const fits = (found: unknown): found is number =>
    typeof found === 'number' && found >= min && found <= max;
  if (!fits(elevated)) wrong('thresholds.elevated', elevated, allowed);
  if (!fits(high)) wrong('thresholds.high', high, allowed);
  if (!fits(elevated) || !fits(high)) return null;
  if (high <= elevated)
    wrong('thresholds.high', high, `a multiple above thresholds.elevated, which is ${elevated}`);
  return { elevated, high };
}

function unknownNames(bag: Bag, field: string, known: readonly string[], wrong: Wrong): void {
  for (const name of Object.keys(bag))
    if (!known.includes(name))
      wrong(field === '' ? name : `${field}.${name}`, bag[name], `one of ${known.join(', ')}`);
}

/** As it stands in the file, cut where it would fill a screen. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
