import { expect, test } from 'vitest';
import { rollUp, type RolledOffice } from '../../../shared/scoring/roll-up.ts';
import { besideLines, togetherLines } from './together-text.ts';

const office = (id: string, of: Partial<RolledOffice>): RolledOffice => ({
  location_id: id,
  location_name: id,
  state: 'scored',
  adoption: 80,
  adoption_low: 70,
  adoption_high: 90,
  confidence: 0.9,
  logit: -4,
  odds: 0.4,
  band: 'low',
  probability: null,
  arr: 10_000,
  ...of,
});

test('a good mean does not hide a bad office', () => {
  const rolled = rollUp([office('a', {}), office('b', { band: 'high', logit: 0, arr: 2000 })], 3);
  const lines = togetherLines({ ...rolled, change: null }, 'EUR');
  expect(lines[0]).toBe('▲ Taken as high risk: the worst office decides, whatever the mean.');
  expect(lines.join(' ')).toContain('not calibrated on outcomes');
  expect(lines).toContain('1 paid licence without a live office.');
  expect(togetherLines(null, 'EUR')).toEqual([]);
});

test('a mix effect is named', () => {
  const change = { since: '2026-10-25', from: 60, to: 55, real: 1, mix: -7, entries: 1, exits: 0 };
  const lines = togetherLines(
    { ...rollUp([office('a', {})], null), change: { ...change, mix_effect: true } },
    null,
  );
  expect(lines.at(-1)).toMatch(
    /^Adoption 60.* to 55.* since 25 Oct 2026: .*A mix effect: the offices themselves went up\.$/,
  );
});

test('measures of the company: unknown is left out, zero is said', () => {
  expect(besideLines({ nps: null, invoice_overdue_days: 0 }, '2026-11-20')).toEqual([
    'No invoice overdue.',
  ]);
  const lines = besideLines(
    { nps: 4, nps_responded_on: '2026-11-10', sponsor_left_on: '2026-11-01' },
    '2026-11-20',
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^NPS 4, answered /);
});
