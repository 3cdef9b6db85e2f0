import { expect, test } from 'vitest';
import { dateOf, featuresText, officesText, riskText, visitorsText, weeksText } from './texts.ts';

test('cells are copied as they are read; what is unknown stays unknown', () => {
  expect(riskText({ band: 'high', odds: 3.21, state: 'scored' })).toMatch(/^High 3.2×$/);
  expect(riskText({ band: null, odds: null, state: 'silent' })).toBe('Silent, confirm closure');
  expect(riskText({ band: null, odds: null, state: null })).toBeNull();
  expect(visitorsText({ visitors_28d: 0, visitors_change: -1 })).toBe('0, −100%');
  expect(visitorsText({ visitors_28d: null, visitors_change: null })).toBeNull();
  expect(weeksText({ trend: '3,,0' })).toBe('3 · 0');
  expect(weeksText({ trend: null })).toBeNull();
  expect(featuresText({ features_used: 2, features_enabled: 8 })).toBe('2 of 8');
  expect(officesText({ high: 3, elevated: null, offices: 50 })).toBe('3 high and 0 elevated of 50');
  expect(dateOf(null)).toBeNull();
});
