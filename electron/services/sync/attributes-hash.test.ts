import { expect, test } from 'vitest';
import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import { MOVING_ATTRIBUTE } from '../store/locations.ts';
import { COMPANY_CLOCKS } from '../store/companies.ts';
import { KEPT_ATTRIBUTES } from '../store/attributes-history.ts';
import { attributesHashes, withText } from './attributes-hash.ts';

const numbered = (columns: Readonly<Record<string, readonly number[]>>) =>
  new Map(
    Object.entries(columns).map(([name, values]) => [
      name,
      { ids: Int32Array.from(values.keys()), numbers: Float64Array.from(values) },
    ]),
  );

const hash = (values: Readonly<Record<string, number>>, extra: string | null = null): number => {
  const columns = numbered(Object.fromEntries(Object.entries(values).map(([k, v]) => [k, [v]])));
  const alone = attributesHashes('location', columns, [0])[0] ?? Number.NaN;
  return extra === null ? alone : withText(alone, extra);
};

test('rows that differ in an attribute hash to different whole numbers', () => {
  const rows = Array.from({ length: 300 }, (_, i) => i);
  const columns = numbered({
    location_name: rows,
    city: rows.map((i) => i % 5),
    latitude: rows.map((i) => i / 7),
  });
  const hashes = attributesHashes('location', columns, rows);
  expect(new Set(hashes).size).toBe(300);
  for (const one of hashes) expect(Number.isSafeInteger(one)).toBe(true);
  // Each row by itself, whichever others there are.
  expect([...attributesHashes('location', columns, [9, 4])]).toEqual([hashes[9], hashes[4]]);
});

test('any attribute changes the hash, and so does a column that the contract does not know', () => {
  const was = { location_name: 7, city: 3, employees: 5 };
  expect(hash({ ...was, city: 4 })).not.toBe(hash(was));
  expect(hash({ ...was, employees: Number.NaN })).not.toBe(hash(was));
  expect(hash({ ...was, employees: 0 })).not.toBe(hash({ ...was, employees: Number.NaN }));
  expect(hash({ location_name: 3, city: 7, employees: 5 })).not.toBe(hash(was));
  const known = [null, '{"plan_2":"x"}', '{"plan_2":"y"}'].map((extra) => hash(was, extra));
  expect(new Set(known).size).toBe(3);
  for (const one of known) expect(Number.isSafeInteger(one)).toBe(true);
});

test('a column that is not delivered is one that is unknown, and there is one zero', () => {
  const was = { location_name: 7, employees: 0 };
  expect(hash({ ...was, city: Number.NaN })).toBe(hash(was));
  expect(hash({ ...was, employees: -0 })).toBe(hash(was));
});

test('what is not hashed is written with every day', () => {
  const kept = new Set(KEPT_ATTRIBUTES.map((c) => c.name));
  const moving = COLUMNS.filter(
    (c) => (c.of === 'location' || c.of === 'company') && !kept.has(c.name),
  );
  expect(moving.map((c) => c.name).toSorted()).toEqual(
    [MOVING_ATTRIBUTE, ...COMPANY_CLOCKS].toSorted(),
  );
});
