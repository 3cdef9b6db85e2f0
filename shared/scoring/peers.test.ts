import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { peerShare, peerStatistics } from './peer-statistics.ts';
import { findPeers, sizeBand, type PeerTraits } from './peers.ts';

function traits(n: number, companyOf: (i: number) => number): PeerTraits[] {
  return Array.from({ length: n }, (_, i) => ({
    companyId: `c${companyOf(i)}`,
    employees: 100,
    industry: 'law',
    plan: 'basic',
    tenureYears: 2,
  }));
}

const all = (n: number) => new Uint8Array(n).fill(1);

test('thirty offices of eight other companies are enough, one fewer is not', () => {
  const enough = traits(40, (i) => Math.floor(i / 4));
  const peers = findPeers(enough, all(40))[0];
  expect(peers).toMatchObject({ n: 36, companies: 9 });
  expect(peers?.group.sharing).toEqual(['size', 'industry', 'plan', 'tenure']);
  expect(findPeers(enough.slice(0, 33), all(33))[0]).toBeUndefined();
  const few = traits(80, (i) => i % 8);
  expect(findPeers(few, all(80))[0]).toBeUndefined();
});

test('backs off tenure, then plan, then industry, then size', () => {
  const crowd = traits(60, (i) => i % 20);
  const odd = (change: Partial<PeerTraits>): readonly string[] | undefined =>
    findPeers([...crowd, { ...crowd[0], companyId: 'x', ...change } as PeerTraits], all(61))[60]
      ?.group.sharing;
  expect(odd({ tenureYears: 9 })).toEqual(['size', 'industry', 'plan']);
  expect(odd({ plan: 'premium' })).toEqual(['size', 'industry']);
  expect(odd({ industry: 'mining' })).toEqual(['size']);
  expect(odd({ employees: 5 })).toEqual([]);
});

test('offices that take no part are nobody’s peers, but have peers', () => {
  const list = traits(50, (i) => i % 25);
  const eligible = all(50);
  eligible[3] = 0;
  const peers = findPeers(list, eligible)[3];
  expect(peers?.group.members.includes(3)).toBe(false);
  expect(peers).toMatchObject({ n: 48, companies: 24 });
});

test('size bands', () => {
  expect([24, 25, 74, 75, 199, 200, 499, 500].map(sizeBand)).toEqual([
    '1',
    '25',
    '25',
    '75',
    '75',
    '200',
    '200',
    '500',
  ]);
});

test('median and mid-rank leave the own company out, as a plain count does', () => {
  const values = array(integer({ min: 0, max: 12 }), { minLength: 60, maxLength: 60 });
  assert(
    property(values, integer({ min: 0, max: 59 }), (list, i) => {
      const offices = traits(60, (k) => k % 12);
      const peers = findPeers(offices, all(60))[i];
      if (!peers) throw new Error('a group of 60 has peers');
      const known = Float64Array.from(list, (v) => (v === 12 ? Number.NaN : v));
      const others = [...known]
        .filter((v, k) => k % 12 !== i % 12 && !Number.isNaN(v))
        .toSorted((a, b) => a - b);
      const statistics = peerStatistics(known);
      const half = others.length / 2;
      const middle = ((others[Math.ceil(half) - 1] ?? 0) + (others[Math.floor(half)] ?? 0)) / 2;
      expect(statistics.median(peers)).toBe(middle);
      const below = others.filter((v) => v < 6).length;
      const same = others.filter((v) => v === 6).length;
      const percentile = statistics.percentile(peers, 6);
      expect(percentile).toBeCloseTo((100 * (below + same / 2)) / others.length, 9);
    }),
  );
});

test('a share is a ratio of sums over the others', () => {
  const offices = traits(60, (k) => k % 12);
  const peers = findPeers(offices, all(60))[0];
  if (!peers) throw new Error('a group of 60 has peers');
  const top = Float64Array.from({ length: 60 }, (_, k) => (k % 12 === 0 ? 100 : 1));
  const bottom = new Float64Array(60).fill(4);
  expect(peerShare(top, bottom)(peers)).toBeCloseTo(0.25, 12);
  expect(peerShare(top, new Float64Array(60))(peers)).toBeUndefined();
});
