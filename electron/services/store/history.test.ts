import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, one, run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from './facts-db.ts';
import { DAYS, OFFICES } from './history-block.ts';
import { compactSlice } from './history-compact.ts';
import { dropDay, readOffices, readWindow, replaceDay } from './history.ts';
import { retain } from './retention.ts';

/** Three blocks, the last one begun. */
const N = 2 * OFFICES + 9;
const FIRST = 20_000 - (20_000 % DAYS);
const LAST = FIRST + 3 * DAYS - 1;
const NAMES = ['present', 'visitors', 'csat', 'odd'];

let folder = '';
let db: WritableDB;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-history-'));
  db = openFacts(folder);
  for (let ord = 0; ord < N; ord++)
    run(
      db,
      `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day,
         last_day, source_run, source_file, source_record, version) VALUES (?, 'c', ?, 1, '', '', '{}', 1, 1, '', '', 1, 1)`,
      ord,
      String(ord),
    );
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the history says, as plain rows: day → measure → office → value. */
type Model = Map<number, Map<string, Float64Array>>;

const VALUES: readonly (() => number)[] = [
  () => Number.NaN,
  () => 0,
  () => 7,
  () => -3,
  () => 4.25,
  () => 1 / 3,
  () => 2 ** 40,
  () => 1_000_000,
];

/** A day's columns from a seed: some measures, some offices, values of every kind. */
function columnsOf(seed: number): Map<string, Float64Array> {
  let state = seed;
  const next = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const offices = [0, 1, OFFICES, OFFICES + 1, N][next(5)] ?? N;
  const columns = new Map<string, Float64Array>();
  for (const name of NAMES) {
    if (next(4) === 0) continue;
    const plain = next(2) === 0;
    columns.set(
      name,
      Float64Array.from({ length: offices }, () => {
        if (name === 'present') return next(9) === 0 ? Number.NaN : 1;
        return plain ? next(300) : (VALUES[next(VALUES.length)]?.() ?? 0);
      }),
    );
  }
  return columns;
}

type Step =
  | { readonly op: 'replace'; readonly day: number; readonly seed: number }
  | { readonly op: 'fill'; readonly slot: number; readonly seed: number }
  | { readonly op: 'drop'; readonly day: number }
  | { readonly op: 'pack'; readonly everything: boolean; readonly atOnce: number }
  | { readonly op: 'retain'; readonly day: number };

const day = fc.integer({ min: FIRST, max: LAST });
const seed = fc.integer({ min: 1, max: 2 ** 31 });
const step: fc.Arbitrary<{ readonly step: Step; readonly crash: boolean }> = fc.record({
  step: fc.oneof(
    { weight: 5, arbitrary: fc.record({ op: fc.constant('replace' as const), day, seed }) },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('fill' as const),
        slot: fc.integer({ min: 0, max: 2 }),
        seed,
      }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('drop' as const), day }) },
    {
      weight: 5,
      arbitrary: fc.record({
        op: fc.constant('pack' as const),
        everything: fc.boolean(),
        atOnce: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('retain' as const), day }) },
  ),
  crash: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});

function apply(next: Step, model: Model): void {
  const replace = (at: number, from: number): void => {
    const columns = columnsOf(from);
    replaceDay(db, at, columns);
    model.set(at, columns);
  };
  if (next.op === 'replace') replace(next.day, next.seed);
  else if (next.op === 'fill')
    for (let d = 0; d < DAYS; d++) replace(FIRST + next.slot * DAYS + d, next.seed + d);
  else if (next.op === 'drop') {
    dropDay(db, next.day);
    model.delete(next.day);
  } else if (next.op === 'pack') compactSlice(db, 0, next);
  else {
    const first = retain(db, next.day);
    for (const at of model.keys()) if (at < first) model.delete(at);
  }
}

function expectSame(model: Model): void {
  const request = { measures: NAMES, from: FIRST - 1, to: LAST + 1 };
  const window = readWindow(db, request);
  const ords = [N - 1, 0, OFFICES];
  const offices = readOffices(db, ords, request);
  for (const [name, values] of window.measures) {
    const wanted = new Float32Array(values.length).fill(Number.NaN);
    for (const [at, columns] of model)
      wanted.set(columns.get(name) ?? [], (at - window.firstDay) * window.offices);
    expect(same(values, wanted), name).toBe(-1);
    const some = offices.get(name) ?? new Float64Array();
    const plain = new Float64Array(some.length).fill(Number.NaN);
    ords.forEach((ord, i) => {
      for (const [at, columns] of model)
        plain[i * window.days + at - window.firstDay] = columns.get(name)?.[ord] ?? Number.NaN;
    });
    expect(same(some, plain), name).toBe(-1);
  }
}

/** Where two lists of numbers differ first; −1 = nowhere. NaN is NaN, and 0 has no sign. */
function same(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  if (a.length !== b.length) return 0;
  return a.findIndex(
    (value, i) => !(value === b[i] || (Number.isNaN(value) && Number.isNaN(b[i]))),
  );
}

test('any sequence of append, restate, remove, pack, retain and crash reads as plain rows do', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      for (const table of ['history_open', 'history_strip', 'history_tile', 'history_packing'])
        run(db, `DELETE FROM ${table}`);
      run(db, "DELETE FROM meta WHERE key LIKE 'history%'");
      const model: Model = new Map();
      for (const { step: next, crash } of steps) {
        if (!crash) transaction(db, () => apply(next, model));
        else
          expect(() =>
            transaction(db, () => {
              apply(next, new Map());
              throw new Error('power cut');
            }),
          ).toThrow('power cut');
      }
      expectSame(model);
      while (!compactSlice(db, 0, { everything: true }));
      expect(one(db, 'SELECT count(*) AS n FROM history_strip')).toEqual({ n: 0 });
      expectSame(model);
    }),
    { numRuns: 60 },
  );
});

test('packing stops after every few blocks and goes on where it was', () => {
  const columns = (d: number): Map<string, Float64Array> =>
    new Map([['visitors', Float64Array.from({ length: N }, (_, ord) => ord + d)]]);
  for (let d = 0; d < DAYS; d++) replaceDay(db, FIRST + d, columns(d));
  const packed = (): number => all(db, 'SELECT id FROM history_tile').length;
  run(db, 'DELETE FROM history_tile');
  const seen: number[] = [];
  while (!compactSlice(db, 0, { atOnce: 1 })) seen.push(packed());
  expect(seen).toEqual([1, 2]);
  expect(packed()).toBe(3);
  const read = readOffices(db, [N - 1], {
    measures: ['visitors'],
    from: FIRST,
    to: FIRST + DAYS - 1,
  });
  expect([...(read.get('visitors') ?? [])]).toEqual(
    Array.from({ length: DAYS }, (_, d) => N - 1 + d),
  );
});
