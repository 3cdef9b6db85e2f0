import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { readCalendar } from '../store/calendar.ts';
import { readCoverage } from '../store/coverage.ts';
import { readSetAsidePage } from '../store/set-aside.ts';
import { leadingNumber } from './check-trends.ts';
import { dataReport } from './data-report.ts';
import { rollBack } from './decide.ts';
import { openLocalSource } from '../extract/folder-source.ts';
import { readRunDetail } from './run-detail.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery, type Row } from './testing.ts';

const NAMES = Array.from({ length: 12 }, (_, i) => `00${i + 1}`);
const offices = (ds: string, more: Row = {}): Row[] => NAMES.map((name) => row(ds, name, more));
const FIRST = '2026-11-17';
const SECOND = '2026-11-18';
const THIRD = '2026-11-19';
const NOW = '2026-11-21T04:00:00Z';
const RUN = '20261120T031502Z';

/** Two good days and a third whose rows are mostly unreadable, synced night after night. */
async function nights() {
  const root = tempFolder();
  const db = tempFacts();
  writeDelivery(root, { ds: FIRST, run: '20261118T031502Z', rows: offices(FIRST) });
  await syncFolder(db, root);
  // Written three days after its end.
  writeDelivery(root, {
    ds: SECOND,
    run: '20261122T031502Z',
    rows: offices(SECOND, { kiosks: 1 }),
  });
  await syncFolder(db, root, { from: SECOND });
  writeDelivery(root, {
    ds: THIRD,
    run: RUN,
    rows: offices(THIRD).map((r, i) => (i < 7 ? { ...r, visitors: 'many' } : r)),
    lines: ['2026-11-19,c1'],
  });
  await syncFolder(db, root, { from: THIRD });
  return { root, db };
}

const states = (db: Parameters<typeof readCalendar>[0]): unknown =>
  readCalendar(db, { end: dayOf('2026-11-20'), days: 5, now: NOW }).map((d) => [
    d.ds.slice(8),
    d.state,
    d.late,
  ]);

test('a calendar says of each day what became of it, and what is not due is not missing', async () => {
  const { db, root } = await nights();
  expect(states(db)).toEqual([
    ['16', 'before', false],
    ['17', 'published', false],
    ['18', 'late', true],
    ['19', 'held', false],
    ['20', 'none_yet', false],
  ]);
  const later = readCalendar(db, {
    end: dayOf('2026-11-20'),
    days: 1,
    now: '2026-11-22T06:00:01Z',
  });
  expect(later[0]?.state).toBe('missing');
  await rollBack(
    {
      db,
      source: await openLocalSource(root),
      day: dayOf(FIRST),
      by: 'ada',
      signal: new AbortController().signal,
      now: () => NOW,
      score: () => undefined,
    },
    'swapped',
  );
  expect(states(db)).toContainEqual(['17', 'rolled_back', false]);
});

test('a run that replaces another marks its day as restated, and the first one stays readable', async () => {
  const { root, db } = await nights();
  writeDelivery(root, {
    ds: FIRST,
    run: '20261121T101512Z',
    rows: offices(FIRST, { visitors: 9 }),
  });
  await syncFolder(db, root, { to: FIRST });
  const [day] = readCalendar(db, { end: dayOf(FIRST), days: 1, now: NOW });
  expect(day).toMatchObject({ state: 'published', runs: 2, restated: true, late: false });
  const first = readRunDetail(db, dayOf(FIRST), '20261118T031502Z');
  expect(first?.runs.map((r) => [r.run_id, r.onScreens])).toEqual([
    ['20261121T101512Z', true],
    ['20261118T031502Z', false],
  ]);
  expect(first?.files).toMatchObject([{ expected: 12, got: 12, state: 'read' }]);
});

test('a held run tells its steps, files, columns, and what was set aside in true numbers', async () => {
  const { db } = await nights();
  const run = readRunDetail(db, dayOf(THIRD));
  expect(run).toMatchObject({ status: 'held', run_id: RUN, rows: 5, rejected: 8 });
  expect(run?.steps.map((s) => [s.id, s.status])).toEqual([
    ['found', 'done'],
    ['gate', 'done'],
    ['read', 'done'],
    ['check', 'done'],
    ['outcome', 'stopped'],
  ]);
  expect(run?.files).toMatchObject([{ expected: 13, got: 13, setAside: 8 }]);
  expect(run?.schema).toMatchObject({ against: SECOND, added: [], removed: [{ name: 'kiosks' }] });
  expect(run?.setAside).toMatchObject({ total: 8, kept: 8 });
  expect(run?.setAside.reasons.map((r) => r.rows)).toEqual([7, 1]);
  const trend = run?.checks.find((c) => c.id === 'rows_readable')?.trend;
  expect(trend?.points.map((p) => [p.value, p.passed])).toEqual([
    [0, true],
    [0, true],
    [8, false],
  ]);
  const page = readSetAsidePage(
    db,
    { day: dayOf(THIRD), runId: RUN, reason: run?.setAside.reasons[0]?.reason },
    { offset: 5, limit: 5 },
  );
  expect([page.matching, page.rows.map((r) => r.record)]).toEqual([7, [6, 7]]);
});

test('a file that is not as its manifest says is where the run stopped', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const file = writeDelivery(root, {
    ds: THIRD,
    rows: offices(THIRD),
    spoil: (b) => b.subarray(9),
  });
  await syncFolder(db, root);
  const run = readRunDetail(db, dayOf(THIRD));
  expect(run?.steps.map((s) => s.status)).toEqual([
    'done',
    'stopped',
    'not_reached',
    'not_reached',
    'stopped',
  ]);
  expect(run?.files).toMatchObject([{ state: 'refused', got: null }]);
  expect(run?.files[0]?.path).toBe(path.relative(root, file).replaceAll(path.sep, '/'));
  rmSync(root, { recursive: true });
});

test('the report names day, run, source, check, place and file, and blames nobody', async () => {
  const { db } = await nights();
  const run = readRunDetail(db, dayOf(THIRD));
  if (!run) throw new Error('no run');
  const query = { day: dayOf(THIRD), runId: RUN };
  const { rows } = readSetAsidePage(db, query, { offset: 0, limit: 100 });
  const text = dataReport(run, rows, { source: '/extract', version: '1.2.3' });
  for (const part of [THIRD, RUN, '/extract', 'HOLDS THE DAY', 'rows_readable', '= many', '1.2.3'])
    expect(text).toContain(part);
  expect(text).toMatch(/ROWS SET ASIDE {2}8\n {2}7 {2}not a whole number/);
  expect(text).toContain('removed   kiosks');
});

test('coverage tells known values from rows, and days from the first with any', async () => {
  const { db } = await nights();
  const coverage = readCoverage(db, NOW);
  expect(coverage).toMatchObject({ ds: SECOND, offices: 12 });
  expect(coverage?.measures.find((m) => m.column === 'visitors')).toEqual({
    column: 'visitors',
    share: 1,
    days: 2,
    first: FIRST,
    unavailable: null,
  });
});

test('only a text that starts with a number has one', () => {
  expect(leadingNumber('12,345.5 rows')).toBe(12_345.5);
  expect(leadingNumber('-3 rows')).toBe(-3);
  expect(leadingNumber('rows 7')).toBeUndefined();
});
