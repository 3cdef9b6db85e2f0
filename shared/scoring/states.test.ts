import { expect, test } from 'vitest';
import { stateOfUse, type StateInput } from './states.ts';

const USUAL: StateInput = {
  everUsed: true,
  missingDays: 0,
  ageDays: 400,
  xSilent: 0,
  workingDaysSilent: () => 12,
  silence: 0,
  logins28: 3,
  activeSiblings: 2,
  observedDays: 84,
  hasTrend: true,
  trendApplies: true,
  usageFresh: true,
  confidence: 0.9,
};
const state = (change: Partial<StateInput>) => stateOfUse({ ...USUAL, ...change }).state;

test('an office in ordinary use is scored', () => {
  expect(state({})).toBe('scored');
});

test('silence is a possible closure only without logins and beside active offices', () => {
  const silent = { xSilent: 15, silence: 4, logins28: 0 };
  expect(state(silent)).toBe('silent');
  expect(state({ ...silent, xSilent: 14.9 })).toBe('scored');
  expect(state({ ...silent, silence: 3.9 })).toBe('scored');
  expect(state({ ...silent, logins28: 1 })).toBe('scored');
  expect(state({ ...silent, logins28: Number.NaN })).toBe('scored');
  expect(state({ ...silent, activeSiblings: 0 })).toBe('scored');
});

test('no event yet, then twelve weeks of onboarding', () => {
  expect(state({ everUsed: false, ageDays: 0 })).toBe('not_live');
  expect(state({ ageDays: 83 })).toBe('onboarding');
  expect(state({ ageDays: 84 })).toBe('scored');
});

test('what is not known well enough has no number', () => {
  expect(state({ confidence: 0.39 })).toBe('not_enough_data');
  expect(state({ confidence: 0.4 })).toBe('scored');
  expect(state({ observedDays: 27 })).toBe('not_enough_data');
  expect(state({ hasTrend: false })).toBe('not_enough_data');
  expect(state({ hasTrend: false, trendApplies: false })).toBe('scored');
  expect(state({ usageFresh: false })).toBe('not_enough_data');
  expect(state({ missingDays: 14 })).toBe('not_enough_data');
  expect(state({ missingDays: 13 })).toBe('scored');
});
