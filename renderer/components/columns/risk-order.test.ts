import { expect, test } from 'vitest';
import { orderOf, sortKeys } from '../grid/order.ts';
import { riskKey, stateOrder } from './risk-order.ts';

const rows = [
  { state: 'closed', logit: null },
  { state: 'notice', logit: null },
  { state: 'scored', logit: -2 },
  { state: 'excluded', logit: null },
  { state: 'silent', logit: null },
  { state: 'not_enough_data', logit: null },
  { state: 'onboarding', logit: 1 },
  { state: 'not_live', logit: null },
];

const inOrder = (descending: boolean) =>
  [...orderOf(rows, [{ keys: sortKeys(rows, riskKey), descending, unknown: stateOrder }])].map(
    (at) => rows[at]?.state,
  );

test('an office that may have closed stands first, the past stands last', () => {
  expect(inOrder(true)).toEqual([
    'silent',
    'onboarding',
    'scored',
    'notice',
    'not_enough_data',
    'not_live',
    'closed',
    'excluded',
  ]);
});

test('the other way round the numbers turn, and what has none stays behind them', () => {
  expect(inOrder(false).slice(0, 4)).toEqual(['scored', 'onboarding', 'silent', 'notice']);
  expect(inOrder(false).at(-1)).toBe('excluded');
});
