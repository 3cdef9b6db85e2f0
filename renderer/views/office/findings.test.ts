import { expect, test } from 'vitest';
import type { Reason } from '../../../shared/domain/score.ts';
import { findings, missedFeatures } from './findings.ts';

function reason(code: string, contribution: number): Reason {
  return {
    code,
    text: `${code} text.`,
    value: null,
    points: contribution,
    contribution,
    available: true,
  };
}

const desks = {
  key: 'desks',
  entitled: true,
  enabled: true,
  events28: 0,
  firstUsedOn: null,
  lastUsedOn: null,
  trend: '',
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

test('findings go from use to the calendar to what else there is', () => {
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
      dayBand: 'high',
      smoothed: 0,
      probability: null,
      reasons: [reason('renewal', 2), reason('trend', 1)],
    },
    peers,
    features: [desks],
    firstSeen: '2026-05-05',
  } as const;
  const texts = (...of: Parameters<typeof findings>) => findings(...of).map(({ text }) => text);
  expect(texts(told)).toEqual([
    'trend text',
    'renewal text',
    'Desks switched on, and not used since 5 May 2026, the first day known',
    'Adoption is lower than at 82% of 142 similar offices',
    'Support data is 4 days old',
  ]);
  const silent = findings({ ...told, state: 'silent', state_text: 'Silent since 3 Nov.' })[0];
  expect(silent?.text).toBe('Silent since 3 Nov');
  expect(silent?.ask).toContain('still open');
  const closing = [{ code: 'confirm_closure', text: 'Ask whether it closed' }];
  expect(texts({ ...told, state: 'silent', flags: closing })).not.toContain(
    'Ask whether it closed',
  );
  expect(texts({ ...told, state: 'silent' }).join()).not.toContain('Desks');
});

test('a percentile at the end is told in words', () => {
  const told = {
    state: 'scored',
    state_text: '',
    flags: [],
    adoption: { score: 41, low: 33, high: 52, confidence: 0.8, parts: [] },
    risk: null,
    features: [],
    firstSeen: '2026-05-05',
  } as const;
  const peers = { n: 38, companies: 9, sharing: [], medianAdoption: 58, visitorsChange: null };
  const said = (percentile: number) =>
    findings({ ...told, peers: { ...peers, percentile } }).map(({ text }) => text);
  expect(said(0)).toEqual(['Adoption is lower than at almost all of 38 similar offices']);
  expect(said(50)).toEqual(['Adoption is higher than at 50% of 38 similar offices']);
  expect(said(100)).toEqual(['Adoption is higher than at almost all of 38 similar offices']);
});

test('what is missed is told with its last day and what the sister offices do', () => {
  const told = {
    state: 'scored',
    state_text: '',
    flags: [],
    adoption: null,
    risk: null,
    peers: null,
    features: [{ ...desks, lastUsedOn: '2026-09-03' }],
    firstSeen: '2026-05-05',
  } as const;
  expect(findings(told, { desks: { using: 14, enabled: 15 } })).toEqual([
    {
      text: 'Desks switched on, and not used since 3 Sep 2026',
      evidence:
        '14 of 15 sister offices used it in 28 days, and 78% of the offices of other accounts that have it',
      ask: 'How is this done here today, and would Desks help?',
    },
  ]);
});
