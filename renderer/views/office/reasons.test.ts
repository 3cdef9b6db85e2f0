import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reason } from '../../../shared/domain/score.ts';
import { findings, missedFeatures, standing } from './reasons.ts';

function reason(code: string, contribution: number, available = true): Reason {
  return {
    code,
    text: `${code} text.`,
    value: null,
    points: contribution,
    contribution,
    available,
  };
}

const codes = (list: readonly Reason[]) => list.map((each) => each.code);

test('three that raise and two that lower, strongest first', () => {
  const { raising, lowering } = standing([
    reason('a', 0.2),
    reason('b', 0.9),
    reason('c', -0.3),
    reason('d', 0.14),
    reason('e', 0.4),
    reason('f', 0.3),
    reason('g', -0.8),
    reason('h', -0.2),
    reason('i', 2, false),
  ]);
  expect(codes(raising)).toEqual(['b', 'e', 'f']);
  expect(codes(lowering)).toEqual(['g', 'c']);
});

test('nothing weak or unavailable is ever said', () => {
  const any = fc.record({
    contribution: fc.double({ min: -3, max: 3, noNaN: true }),
    available: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any), (list) => {
      const { raising, lowering } = standing(
        list.map((each, at) => reason(String(at), each.contribution, each.available)),
      );
      for (const each of [...raising, ...lowering]) {
        expect(each.available).toBe(true);
        expect(Math.abs(each.contribution)).toBeGreaterThanOrEqual(0.15);
      }
      expect(raising.length).toBeLessThanOrEqual(3);
      expect(lowering.length).toBeLessThanOrEqual(2);
    }),
  );
});

const desks = {
  key: 'desks',
  entitled: true,
  enabled: true,
  events28: 0,
  lastUsedOn: null,
  peerShare: 0.78,
  status: 'unused',
} as const;

test('a feature is missed where peers use it, not where nobody knows', () => {
  expect(
    missedFeatures([
      { ...desks, key: 'rooms', peerShare: null },
      { ...desks, key: 'invites', status: 'off' },
      desks,
    ]),
  ).toEqual([desks]);
});

test('findings go from why to what else there is', () => {
  const peers = {
    n: 142,
    companies: 31,
    sharing: ['size'],
    percentile: 18,
    medianAdoption: 58,
    visitorsChange: null,
  };
  const told = {
    state: 'scored',
    state_text: 'Scored.',
    flags: [{ code: 'stale', text: 'Support data is 4 days old.' }],
    adoption: { score: 41, low: 33, high: 52, confidence: 0.8, parts: [] },
    risk: {
      logit: 0,
      baseline: -3,
      peerBaseline: -3,
      odds: 2,
      band: 'high',
      probability: null,
      reasons: [reason('trend', 1)],
    },
    peers,
    features: [desks],
  } as const;
  expect(findings(told)).toEqual([
    'trend text',
    'Desks is switched on and unused for 28 days; 78% of peers use it',
    'Adoption is lower than at 82% of 142 similar offices',
    'Support data is 4 days old',
  ]);
  expect(findings({ ...told, state: 'silent', state_text: 'Silent since 3 Nov.' })[0]).toBe(
    'Silent since 3 Nov',
  );
});

test('a percentile at the end is told in words', () => {
  const told = {
    state: 'scored',
    state_text: '',
    flags: [],
    adoption: { score: 41, low: 33, high: 52, confidence: 0.8, parts: [] },
    risk: null,
    features: [],
  } as const;
  const peers = { n: 38, companies: 9, sharing: [], medianAdoption: 58, visitorsChange: null };
  const said = (percentile: number) => findings({ ...told, peers: { ...peers, percentile } });
  expect(said(0)).toEqual(['Adoption is lower than at almost all of 38 similar offices']);
  expect(said(50)).toEqual(['Adoption is higher than at 50% of 38 similar offices']);
  expect(said(100)).toEqual(['Adoption is higher than at almost all of 38 similar offices']);
});
