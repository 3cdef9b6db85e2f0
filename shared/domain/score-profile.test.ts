import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProfile } from './score-profile-read.ts';
import { profileChanges } from './score-profile-words.ts';
import {
  DEFAULT_PROFILE,
  LIMITS,
  PART_CODES,
  profileVersion,
  sameProfile,
  SCORECARD,
  TERM_CODES,
  type ScoreProfile,
} from './score-profile.ts';

const between = ({ min, max }: { min: number; max: number }) =>
  fc.double({ min, max, noNaN: true }).map((v) => (v === 0 ? 0 : v));
const weightsOf = (codes: readonly string[], limits: { min: number; max: number }) =>
  fc.record(Object.fromEntries(codes.map((code) => [code, between(limits)])));

/** Any profile that is allowed. */
const profiles = fc
  .record({
    schema: fc.constant(1),
    annual_churn: between(LIMITS.annual_churn),
    adoption_weights: weightsOf(PART_CODES, { min: 0.1, max: LIMITS.adoption_weight.max }),
    risk_weights: weightsOf(TERM_CODES, LIMITS.risk_weight),
    thresholds: fc.option(
      fc.record({
        elevated: between({ min: LIMITS.threshold.min, max: 10 }),
        high: between({ min: 11, max: LIMITS.threshold.max }),
      }),
    ),
  })
  .map((value) => value as unknown as ScoreProfile);

test('what is written is read back, and keeps its version', () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const read = readProfile(JSON.parse(JSON.stringify(profile)));
      expect(read).toEqual({ ok: true, profile });
      expect(read.ok && profileVersion(read.profile)).toBe(profileVersion(profile));
    }),
  );
});

test('two profiles have one version exactly when no number differs', () => {
  fc.assert(
    fc.property(profiles, profiles, (a, b) => {
      const same = profileChanges(a, b).length === 0;
      expect(sameProfile(a, b)).toBe(same);
      expect(profileVersion(a) === profileVersion(b)).toBe(same);
    }),
  );
  expect(profileVersion(DEFAULT_PROFILE)).toBe(SCORECARD);
});

test('what is not named stays as published', () => {
  const read = readProfile({ schema: 1, risk_weights: { tickets: 0 } });
  expect(read.ok && profileChanges(DEFAULT_PROFILE, read.profile)).toEqual([
    'Tickets in risk ×1 → off',
  ]);
});

test.each([
  [{}, 'schema is missing; allowed is 1.'],
  [
    { schema: 1, risk_weights: { trend: 7 } },
    'risk_weights.trend is 7; allowed is a number from 0 to 3.',
  ],
  [
    { schema: 1, risk_weights: { trend: '1' } },
    'risk_weights.trend is "1"; allowed is a number from 0 to 3.',
  ],
  [{ schema: 1, annual_churn: 12 }, 'annual_churn is 12; allowed is a number from 0.001 to 0.6.'],
  [
    { schema: 1, thresholds: { elevated: 3, high: 2 } },
    'thresholds.high is 2; allowed is a multiple above thresholds.elevated, which is 3.',
  ],
  [
    { schema: 1, adoption_weights: { level: null } },
    'adoption_weights.level is null; allowed is a number from 0 to 100.',
  ],
])('%j is refused in words', (value, text) => {
  const read = readProfile(value);
  expect(!read.ok && read.errors.map((error) => error.text)).toEqual([text]);
});

test('all errors are told, and a misspelt name with the names there are', () => {
  const read = readProfile({ schema: 2, risk_wieghts: {}, adoption_weights: { levle: 3 } });
  const texts = read.ok ? [] : read.errors.map((error) => error.text);
  expect(texts).toHaveLength(3);
  expect(texts[0]).toContain('risk_wieghts is {}; allowed is one of schema, annual_churn');
  expect(texts[2]).toContain('adoption_weights.levle is 3; allowed is one of level, reach');
  expect(readProfile([]).ok).toBe(false);
  const none = Object.fromEntries(PART_CODES.map((code) => [code, 0]));
  expect(readProfile({ schema: 1, adoption_weights: none }).ok).toBe(false);
});
