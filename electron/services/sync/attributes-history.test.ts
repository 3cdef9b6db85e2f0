import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { attributeChanges } from '../store/attributes-history.ts';
import { compactSlice } from '../store/history-compact.ts';
import { readRawDay } from '../store/history-source.ts';
import { readOrdinals } from '../store/locations.ts';
import { removeDay } from '../store/remove-day.ts';
import { contentHash } from './content-hash.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery, type Row } from './testing.ts';

const LAST = dayOf('2026-11-20');
const FIRST = LAST - 39;

/** The plan changes once, the overdue days rise, an answer is lost, an office closes and comes back. */
const rowsOn = (day: number): Row[] => [
  row(formatDay(day), 'a', {
    plan: day < FIRST + 20 ? 'basic' : 'premium',
    company_arr: day === LAST ? null : 1234.56,
    renewal_on: '2027-02-28',
    auto_renew: 'true',
    usage_as_of: `${formatDay(day)}T05:00:00Z`,
    employees: Math.max(100, 60 + day - FIRST),
  }),
  ...(day % 7 === 0 ? [] : [row(formatDay(day), 'b', { plan: 'basic', city: 'Zürich' })]),
];

function changesOf(db: WritableDB, location: string): readonly string[] {
  const ord = [...readOrdinals(db)].find(([key]) => key.endsWith(location))?.[1].ord ?? -1;
  return attributeChanges(db, ord).map((c) => `${c.column} ${c.ds} ${String(c.value)}`);
}

const EXPECTED = [
  `company_arr ${formatDay(FIRST)} 1234.56`,
  `company_arr ${formatDay(LAST)} null`,
  `auto_renew ${formatDay(FIRST)} true`,
  `renewal_on ${formatDay(FIRST)} 2027-02-28`,
  `plan ${formatDay(FIRST)} basic`,
  `plan ${formatDay(FIRST + 20)} premium`,
  `company_name ${formatDay(FIRST)} Acme`,
  `location_name ${formatDay(FIRST)} Office a`,
  `location_status ${formatDay(FIRST)} active`,
  `employees ${formatDay(FIRST)} 100`,
].toSorted();

test('attributes have a history of rows where they changed, in whatever order days came', async () => {
  const root = tempFolder();
  for (let day = FIRST; day <= LAST; day++)
    writeDelivery(root, { ds: formatDay(day), rows: rowsOn(day) });
  const newestFirst = tempFacts();
  await syncFolder(newestFirst, root, {});
  const dayByDay = tempFacts();
  for (let day = FIRST; day <= LAST; day += 5) {
    const to = formatDay(Math.min(day + 4, LAST));
    await syncFolder(dayByDay, root, { from: formatDay(day), to });
  }
  while (!compactSlice(newestFirst, 0, { everything: true }));
  for (const db of [newestFirst, dayByDay]) {
    expect([...changesOf(db, 'a')].toSorted()).toEqual(EXPECTED);
    expect(changesOf(db, 'b').filter((c) => c.startsWith('city'))).toEqual([
      `city ${formatDay(FIRST % 7 === 0 ? FIRST + 1 : FIRST)} Zürich`,
    ]);
  }
  expect(contentHash(dayByDay)).toBe(contentHash(newestFirst));
});

test('a restated day and one taken back take their attributes with them', async () => {
  const root = tempFolder();
  const db = tempFacts();
  for (let day = FIRST; day <= LAST; day++)
    writeDelivery(root, { ds: formatDay(day), rows: rowsOn(day) });
  await syncFolder(db, root, {});
  const before = changesOf(db, 'a');
  const ds = formatDay(FIRST + 5);
  const plan = rowsOn(FIRST + 5).map((r) => ({ ...r, plan: 'standard' }));
  writeDelivery(root, { ds, run: '20261201T000000Z', rows: plan });
  await syncFolder(db, root, {});
  const plans = (): readonly string[] => changesOf(db, 'a').filter((c) => c.startsWith('plan'));
  expect(plans()).toEqual([
    `plan ${formatDay(FIRST)} basic`,
    `plan ${ds} standard`,
    `plan ${formatDay(FIRST + 6)} basic`,
    `plan ${formatDay(FIRST + 20)} premium`,
  ]);
  const ord = [...readOrdinals(db).values()][0]?.ord ?? -1;
  expect(readRawDay(db, ord, FIRST + 5)?.attributes).toMatchObject({ plan: 'standard' });
  transaction(db, () => removeDay(db, FIRST + 5));
  expect(changesOf(db, 'a')).toEqual(before);
});
