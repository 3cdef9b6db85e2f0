import { expect, test } from 'vitest';
import type { SyncReport } from '../../../shared/contracts/sync.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { all, type WritableDB } from '../sqlite/db.ts';
import { contentHash } from './content-hash.ts';
import { publishAnyway, rollBack, undo } from './decide.ts';
import { readDayChecks } from './read-checks.ts';
import {
  deciding,
  readDeliveries,
  row,
  type Row,
  syncFolder,
  tempFacts,
  tempFolder,
  writeDelivery,
} from './testing.ts';

const DAYS = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'] as const;
const LAST = DAYS[3];

const book = (ds: string, more: Row = {}, offices = 4): Row[] =>
  Array.from({ length: offices }, (_, i) =>
    row(ds, `l${i}`, { company_id: `c${i % 2}`, company_name: `Name on ${ds}`, ...more }),
  );

const names = (db: WritableDB): unknown[] =>
  all<{ n: string }>(
    db,
    `SELECT c.company_name || ' of ' || l.day AS n FROM location l JOIN company c USING (company_id) ORDER BY l.ord`,
  ).map((r) => r.n);

const states = (report: SyncReport): unknown[] => report.days.map((d) => [d.ds, d.status]);

/** A book of four days, and one that never had the last. */
async function fourDays(): Promise<{ root: string; db: WritableDB; without: string }> {
  const root = tempFolder();
  for (const ds of DAYS.slice(0, 3)) writeDelivery(root, { ds, rows: book(ds) });
  const clean = tempFacts();
  await syncFolder(clean, root);
  const without = contentHash(clean);
  // A bad day: other names, one office more.
  writeDelivery(root, { ds: LAST, rows: book(LAST, { visitors: 77 }, 5) });
  const db = tempFacts();
  await syncFolder(db, root);
  return { root, db, without };
}

test('a day rolled back leaves what a book without it holds, and a sync leaves it so', async () => {
  const { root, db, without } = await fourDays();
  const before = contentHash(db);
  expect(names(db)).toHaveLength(5);
  const report = await rollBack(await deciding(db, root, LAST), 'names are wrong');
  expect(report.ds).toBe(DAYS[2]);
  expect(contentHash(db)).toBe(without);
  expect(names(db)[0]).toBe(`Name on ${DAYS[2]} of ${dayOf(DAYS[2])}`);
  await syncFolder(db, root);
  expect(contentHash(db)).toBe(without);
  expect(readDeliveries(db, 1)[0]).toMatchObject({
    ds: LAST,
    status: 'held',
    reason: 'Rolled back by ada: names are wrong. Undo brings it back.',
  });

  await undo(await deciding(db, root, LAST));
  expect(contentHash(db)).toBe(before);
  expect(readDayChecks(db, dayOf(LAST))?.decisions).toMatchObject([
    { kind: 'roll_back', by: 'ada', reason: 'names are wrong', undoneBy: 'ada' },
  ]);
});

test('a restatement rolled back gives way to the run before it', async () => {
  const { root, db } = await fourDays();
  const before = contentHash(db);
  const ds = DAYS[1];
  writeDelivery(root, { ds, run: '20261124T000000Z', rows: book(ds, { visitors: 9 }, 3) });
  await syncFolder(db, root);
  const restated = contentHash(db);
  expect(restated).not.toBe(before);
  const report = await rollBack(await deciding(db, root, ds), 'restated by mistake');
  expect(states(report)).toEqual([[ds, 'published']]);
  expect(contentHash(db)).toBe(before);
  await syncFolder(db, root);
  expect(contentHash(db)).toBe(before);
  await undo(await deciding(db, root, ds));
  expect(contentHash(db)).toBe(restated);
});

test('the newest day restated without an office shows that office as it was the day before', async () => {
  const { root, db } = await fourDays();
  writeDelivery(root, { ds: LAST, run: '20261124T000000Z', rows: book(LAST, {}, 2) });
  await syncFolder(db, root);
  const clean = tempFacts();
  await syncFolder(clean, root);
  // The new run alone was never read after the one it replaces.
  expect(contentHash(db)).toBe(contentHash(clean));
  expect(names(db)).toHaveLength(4);
});

test('a held day published anyway stays published, says why, and is held again when undone', async () => {
  const root = tempFolder();
  for (const ds of DAYS.slice(0, 3)) writeDelivery(root, { ds, rows: book(ds, {}, 40) });
  writeDelivery(root, { ds: LAST, rows: book(LAST, {}, 30) });
  const db = tempFacts();
  for (const ds of DAYS) await syncFolder(db, root, { from: ds, to: ds });
  const held = contentHash(db);
  expect(readDeliveries(db, 1)[0]).toMatchObject({ ds: LAST, status: 'held' });
  // Held days stay held until somebody decides.
  expect((await syncFolder(db, root)).days[0]).toMatchObject({ ds: LAST, status: 'held' });

  const report = await publishAnyway(await deciding(db, root, LAST), 'ten offices were sold');
  expect(states(report)).toEqual([[LAST, 'published']]);
  expect(readDeliveries(db, 1)[0]?.reason).toMatch(
    /published anyway by ada \(ten offices were sold\): 10 of the 40 offices/,
  );
  const released = contentHash(db);
  await syncFolder(db, root);
  expect(contentHash(db)).toBe(released);

  // Rolling it back and undoing that keeps the first decision.
  await rollBack(await deciding(db, root, LAST), 'looked again');
  expect(contentHash(db)).toBe(held);
  await undo(await deciding(db, root, LAST));
  expect(contentHash(db)).toBe(released);

  await undo(await deciding(db, root, LAST));
  expect(contentHash(db)).toBe(held);
  expect(readDeliveries(db, 1)[0]).toMatchObject({ ds: LAST, status: 'held' });
});

test('a released run that is undone gives way to the run before it', async () => {
  const root = tempFolder();
  for (const ds of DAYS) writeDelivery(root, { ds, rows: book(ds, {}, 40) });
  const db = tempFacts();
  for (const ds of DAYS) await syncFolder(db, root, { from: ds, to: ds });
  const before = contentHash(db);
  writeDelivery(root, { ds: LAST, run: '20261124T000000Z', rows: book(LAST, {}, 30) });
  expect((await syncFolder(db, root)).days[0]?.status).toBe('held');
  expect(contentHash(db)).toBe(before);
  await publishAnyway(await deciding(db, root, LAST), 'sold');
  expect(contentHash(db)).not.toBe(before);
  await undo(await deciding(db, root, LAST));
  expect(contentHash(db)).toBe(before);
});

test('what cannot be decided is refused with a sentence, and nothing changes', async () => {
  const { root, db } = await fourDays();
  const before = contentHash(db);
  const at = await deciding(db, root, LAST);
  await expect(publishAnyway(at, 'x')).rejects.toThrow('No delivery of 2026-11-20 is held.');
  await expect(undo(at)).rejects.toThrow(/Nothing is decided about 2026-11-20/);
  const missing = await deciding(db, root, '2026-10-01');
  await expect(rollBack(missing, 'x')).rejects.toThrow(/no published data to take back/);
  const ds = '2026-11-21';
  writeDelivery(root, { ds, rows: book(ds), spoil: (bytes) => bytes.subarray(0, 30) });
  await syncFolder(db, root);
  await expect(publishAnyway(await deciding(db, root, ds), 'x')).rejects.toThrow(/bytes/);
  expect(contentHash(db)).toBe(before);
});
