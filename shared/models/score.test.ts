import { assert, float, option, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { admit } from './admit.ts';
import { marginsFor, scoreWith } from './score.ts';
import { marginByHand, modelText, sidecarText } from './testing/hand-made-sidecar.ts';

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const outside = admit(bytesOf(modelText()), bytesOf(sidecarText()), utf8);
/** Float32, as the hand's comparisons are not. */
const number = option(float({ min: -50, max: 50, noNaN: true }), { nil: null });

test('an office gets the margin of its facts, and attributions that add up to it', () => {
  assert(
    property(record({ trend: number, silence: number, hosts: number, arr: number }), (facts) => {
      const score = scoreWith(outside, facts);
      expect(score.margin).toBe(marginByHand([facts.trend, facts.silence, facts.hosts]));
      expect([...marginsFor(outside, [facts, facts])]).toEqual([score.margin, score.margin]);
      expect(score.probability).toBeCloseTo(1 / (1 + Math.exp(-score.margin)), 12);
      const sum = score.attributions.reduce((all, { attribution }) => all + attribution, 0);
      expect(score.base + sum).toBeCloseTo(score.margin, 6);
    }),
    { seed: 3 },
  );
});

test('a fact that is not known is missing, never zero', () => {
  const known = scoreWith(outside, { trend: 0.5, silence: 0, hosts: 20 });
  const unknown = scoreWith(outside, { trend: 0.5, silence: 0, hosts: null });
  expect(unknown.margin - known.margin).toBe(0.25);
  expect(unknown.attributions.find(({ feature }) => feature === 'hosts')?.value).toBeNull();
  expect(scoreWith(outside, { trend: 0.5, silence: 0 }).margin).toBe(unknown.margin);
});
