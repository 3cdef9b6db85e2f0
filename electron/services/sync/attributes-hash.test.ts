import { expect, test } from 'vitest';
import { attributesHash, attributesHashes } from './attributes-hash.ts';
import { stagedDay } from './checks/testing.ts';

const day = stagedDay({
  offices: 300,
  attributes: {
    location_name: (i) => `Office ${i}`,
    city: (i) => (i % 3 === 0 ? null : `City ${i % 5}`),
    latitude: (i) => i / 7,
    last_active_at: (i) => `2026-11-18T10:00:${String(i % 60).padStart(2, '0')}Z`,
  },
});

test('a row hashes alike by itself and with its day', () => {
  const alone = day.rows.map((row) => row.attributes && attributesHash(row.attributes));
  expect(Array.from(attributesHashes(day) ?? [])).toEqual(alone);
  expect(new Set(alone).size).toBe(300);
  for (const hash of alone) expect(Number.isSafeInteger(hash)).toBe(true);
});

test('any attribute changes the hash, but for the one that moves every day', () => {
  const of = (values: Record<string, string | number | null>, extra = null) =>
    attributesHash({ values, extra });
  const was = { location_name: 'HQ', city: 'Lyon', employees: 5 };
  expect(of({ ...was, city: 'Lyons' })).not.toBe(of(was));
  expect(of({ ...was, employees: null })).not.toBe(of(was));
  expect(of({ ...was, employees: 0 })).not.toBe(of({ ...was, employees: null }));
  expect(of({ location_name: 'Lyon', city: 'HQ', employees: 5 })).not.toBe(of(was));
  expect(attributesHash({ values: was, extra: { plan_2: 'x' } })).not.toBe(of(was));
  expect(of({ ...was, last_active_at: '2026-11-18T10:00:00Z' })).toBe(of(was));
});
