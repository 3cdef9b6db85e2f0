import { expect, test } from 'vitest';
import type { Changes, Move } from '../../../shared/domain/change.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { keepMoves } from '../scores/moves.ts';
import { one, run, type WritableDB } from '../sqlite/db.ts';
import { readChanges, readOfficeChanges } from './changes-since.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery, type Row } from './testing.ts';

type Scores = Readonly<Record<string, readonly [adoption: number | null, band: string | null]>>;

const LOGITS: Readonly<Record<string, number>> = { low: -4, elevated: -3, high: -2 };

/** Stores what the scores say and notes the moves, as a scoring does. */
function score(db: WritableDB, ds: string, scores: Scores, settings = 'v1', settled = true): void {
  for (const [id, [adoption, band]] of Object.entries(scores))
    run(
      db,
      `INSERT OR REPLACE INTO score (ord, day, state, state_text, adoption, logit, band, flag_count, settings, version, flags)
       SELECT ord, ?, 'scored', '', ?, ?, ?, 0, ?, 1, '[]' FROM location WHERE location_id = ?`,
      dayOf(ds),
      adoption,
      band === null ? null : (LOGITS[band] ?? 0),
      band,
      settings,
      id,
    );
  keepMoves(db, dayOf(ds), settled);
}

interface Deliveries {
  readonly db: WritableDB;
  deliver(this: void, ds: string, scores: Scores, more?: Delivered): Promise<void>;
}
interface Delivered {
  readonly ids?: readonly string[];
  readonly run?: string;
  /** Columns of every row. */
  readonly row?: Row;
  readonly settings?: string;
  readonly settled?: boolean;
  /** The newest day, where another one is delivered. */
  readonly asOf?: string;
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

function deliveries(): Deliveries {
  const root = tempFolder();
  const db = tempFacts();
  return {
    db,
    async deliver(ds, scores, more = {}) {
      const rows = (more.ids ?? IDS).map((id) => row(ds, id, more.row));
      writeDelivery(root, more.run === undefined ? { ds, rows } : { ds, rows, run: more.run });
      await syncFolder(db, root, {
        from: ds,
        to: ds,
        score: () => score(db, more.asOf ?? ds, scores, more.settings, more.settled),
      });
    },
  };
}

const [D1, D2, D3, D4] = ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'] as const;

const since = (db: WritableDB, from = 'last_sync'): Changes =>
  readChanges(db, { since: from, limit: 100 });
const brief = (moves: readonly Move[]): unknown[] =>
  moves.map((m) => [m.location_id, m.what, m.old, m.new, m.cause]);

const START: Scores = {
  a: [62, 'low'],
  b: [50, 'low'],
  c: [40, 'elevated'],
  d: [30, 'low'],
  e: [20, 'low'],
};

test('large moves are told with their cause, smaller ones counted, noise left out', async () => {
  const { db, deliver } = deliveries();
  await deliver(D1, START);
  expect(since(db)).toMatchObject({ moves: [], smallerMoves: 0, movesFrom: D1 });
  await deliver(D2, {
    a: [48.4, 'low'],
    b: [51, 'high'],
    c: [45, 'elevated'],
    d: [30.5, 'low'],
    f: [33, 'low'],
  });
  const told = since(db);
  expect(brief(told.moves)).toEqual([
    ['b', 'risk', 'low', 'high', 'new_data'],
    ['a', 'adoption', 62, 48.4, 'new_data'],
    ['f', 'adoption', null, 33, 'first_score'],
  ]);
  expect(told.smallerMoves).toBe(1);
  expect(told.totals.moves).toBe(3);
  expect(told.moves.map((m) => m.text)).toEqual([
    `Risk rose from low to high with the data of ${D2}.`,
    `Adoption fell from 62 to 48 with the data of ${D2}.`,
    `Scored for the first time: adoption 33, with the data of ${D2}.`,
  ]);
  expect(told.moves[1]).toMatchObject({ from_ds: D1, ds: D2, company_name: 'Acme' });
  expect(readChanges(db, { since: 'last_sync', limit: 1 })).toMatchObject({
    moves: [{ location_id: 'b' }],
    totals: { moves: 3 },
  });
});

test('small steps add up, and steps that cancel out are no move', async () => {
  const { db, deliver } = deliveries();
  await deliver(D1, START);
  await deliver(D2, { ...START, a: [58, 'low'], b: [49.4, 'high'] });
  await deliver(D3, { ...START, a: [54, 'low'], b: [48.8, 'high'] });
  await deliver(D4, { ...START, a: [51, 'low'], b: [48.4, 'low'] });
  expect(since(db).moves).toMatchObject([{ location_id: 'b', old: 'high', new: 'low' }]);
  expect(brief(since(db, D1).moves)).toEqual([['a', 'adoption', 62, 51, 'new_data']]);
  expect(since(db, D1)).toMatchObject({ syncs: 3, smallerMoves: 1 });
  const { moves } = readOfficeChanges(db, { companyId: 'c1', locationId: 'b' });
  expect(brief(moves)).toEqual([
    ['b', 'risk', 'high', 'low', 'new_data'],
    ['b', 'risk', 'low', 'high', 'new_data'],
  ]);
});

test('a restatement, ageing and other settings are told apart from new data', async () => {
  const { db, deliver } = deliveries();
  await deliver(D1, START, { run: 'r1' });
  await deliver(D2, START, { run: 'r1' });
  await deliver(D1, { ...START, a: [50, 'low'] }, { run: 'r2', row: { visitors: 9 }, asOf: D2 });
  expect(since(db).moves).toMatchObject([
    {
      cause: 'restated',
      text: 'Adoption fell from 62 to 50 because earlier days came late or were restated.',
    },
  ]);
  // Office a has no row on the third day; of the others usage was read before the second had ended.
  await deliver(D3, { ...START, a: [30, 'low'] }, { ids: IDS.slice(1) });
  expect(since(db).moves).toMatchObject([{ location_id: 'a', cause: 'ageing' }]);
  await deliver(
    D4,
    { ...START, a: [30, 'low'], b: [80, 'low'] },
    { row: { usage_as_of: `${D4}T02:00:00Z` } },
  );
  expect(since(db).moves).toMatchObject([{ location_id: 'b', cause: 'ageing' }]);
  const after = '2026-11-14';
  await deliver(after, { ...START, a: [30, 'low'] }, { settings: 'v2' });
  expect(since(db).moves).toMatchObject([{ location_id: 'b', cause: 'settings' }]);
});

test('a book that is being set up, or a history that fills in, moves nobody', async () => {
  const { db, deliver } = deliveries();
  await deliver(D1, START, { settled: false });
  await deliver(D2, { ...START, a: [10, 'high'] }, { settled: false });
  expect(since(db)).toMatchObject({ moves: [], smallerMoves: 0, movesFrom: D2 });
  await deliver(D3, START);
  expect(since(db).moves).toHaveLength(2);

  // One late day is a correction like any other; more than a week of them is another history.
  await deliver('2026-11-09', { ...START, b: [5, 'low'] }, { asOf: D3 });
  expect(since(db).moves).toMatchObject([{ location_id: 'b', cause: 'restated' }]);
  const root = tempFolder();
  for (let day = 1; day <= 8; day++) {
    const ds = `2026-10-0${day}`;
    writeDelivery(root, { ds, rows: IDS.map((id) => row(ds, id)) });
  }
  await syncFolder(db, root, { score: () => score(db, D3, { ...START, b: [90, 'high'] }) });
  expect(since(db)).toMatchObject({ filledDays: 8, moves: [], smallerMoves: 0, movesFrom: D3 });
  expect(since(db, D1).moves).toEqual([]);
  expect(one(db, 'SELECT count(*) AS n FROM score_change')).toEqual({ n: 0 });
  // The last few days of a history that comes in parts belong to it.
  await deliver('2026-09-30', { ...START, b: [5, 'low'] }, { asOf: D3 });
  expect(since(db)).toMatchObject({ filledDays: 1, moves: [] });
  await deliver(D4, START);
  expect(since(db).moves).toMatchObject([{ location_id: 'b', old: 5, new: 50 }]);
});
