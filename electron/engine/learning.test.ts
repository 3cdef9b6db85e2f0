import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { problemOf } from '../../shared/contracts/problem.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { DEFAULT_PROFILE } from '../../shared/domain/score-profile.ts';
import { pastOffices } from '../services/scores/outcomes-offices.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery } from '../services/sync/testing.ts';
import { createLearning, learnWorkerBeside, type Learning } from './learning.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'atrium-learning-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = new URL('./import-worker.ts', import.meta.url);

function started(worker: URL, dataFolder: string): { learning: Learning; told: unknown[] } {
  const told: unknown[] = [];
  const learning = createLearning({
    worker,
    dataFolder,
    emit: (name, payload) => void told.push([name, payload]),
    now: () => '2026-11-23T06:00:00Z',
    profile: () => DEFAULT_PROFILE,
    closed: () => [],
    own: () => undefined,
  });
  return { learning, told };
}

const context = (signal = new AbortController().signal) => ({ signal, progress: () => undefined });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => problemOf(error).code,
  );

test('a book without a day is refused by the thread itself', async () => {
  const dataFolder = path.join(folder, 'empty');
  openFacts(dataFolder).close();
  const { learning, told } = started(learnWorkerBeside(here), dataFolder);
  expect(await codeOf(learning.run({ keep: true, seed: 1 }, context()))).toBe('no_deliveries');
  expect(told.at(-1)).toEqual(['learning', null]);
  expect(learning.current()).toBeNull();
});

test('cancelled in the middle of its work, learning ends at once; meanwhile a second one is refused', async () => {
  const worker = path.join(folder, 'endless.mjs');
  writeFileSync(
    worker,
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ kind: 'progress', step: 'fit', text: 'Fitting', done: 0.8 });
     for (;;);`,
  );
  const { learning } = started(pathToFileURL(worker), folder);
  const running = codeOf(learning.run({ keep: true, seed: 1 }, context()));
  expect(await codeOf(learning.run({ keep: false, seed: 1 }, context()))).toBe('busy');
  while (learning.current()?.step !== 'fit') await new Promise((resolve) => setTimeout(resolve, 5));
  expect(learning.cancel()).toBe(true);
  expect(await running).toBe('cancelled');
  expect(learning.cancel()).toBe(false);

  const stop = new AbortController();
  const again = codeOf(learning.run({ keep: true, seed: 1 }, context(stop.signal)));
  stop.abort();
  expect(await again).toBe('cancelled');
});

test('a thread that dies says so, and another can be started', async () => {
  const worker = path.join(folder, 'dies.mjs');
  writeFileSync(worker, 'process.exit(3);');
  const { learning } = started(pathToFileURL(worker), folder);
  for (const _ of [1, 2])
    expect(await codeOf(learning.run({ keep: true, seed: 1 }, context()))).toBe('internal');
});

test('offices of the past are as they were delivered then, and those of later are not there', async () => {
  const root = tempFolder();
  const days: readonly (readonly [string, readonly ReturnType<typeof row>[]])[] = [
    ['2026-11-01', [row('2026-11-01', 'a', { plan: 'basic', location_arr: 100, currency: 'EUR' })]],
    [
      '2026-11-03',
      [
        row('2026-11-03', 'a', { plan: 'premium', location_arr: 90, currency: 'EUR' }),
        row('2026-11-03', 'b', { plan: 'premium', location_status: 'onboarding' }),
      ],
    ],
    [
      '2026-11-18',
      [
        row('2026-11-18', 'b', {
          plan: 'premium',
          cancellation_notice_on: '2026-11-17',
          cancelled_on: '2026-12-31',
        }),
      ],
    ],
  ];
  for (const [ds, rows] of days) writeDelivery(root, { ds, rows });
  const db = tempFacts();
  await syncFolder(db, root);
  const at = (ds: string) => {
    const { offices, known, currency } = pastOffices(db, dayOf(ds));
    const rows = offices.flatMap((office, ord) =>
      known[ord] === 1
        ? [
            [
              office.locationId,
              office.plan,
              office.status,
              office.arr,
              office.noticeOn,
              office.lastSeen,
              currency[ord],
            ],
          ]
        : [],
    );
    return rows.toSorted((x, y) => String(x[0]).localeCompare(String(y[0])));
  };
  const first = dayOf('2026-11-01');
  expect(at('2026-10-31')).toEqual([]);
  expect(at('2026-11-02')).toEqual([['a', 'basic', 'active', 100, null, first, 'EUR']]);
  const third = [
    ['a', 'premium', 'active', 90, null, first + 2, 'EUR'],
    ['b', 'premium', 'onboarding', null, null, first + 2, null],
  ];
  expect(at('2026-11-03')).toEqual(third);
  expect(at('2026-11-16')).toEqual(third);
  // Two weeks without a row: no longer known.
  expect(at('2026-11-18')).toEqual([
    ['b', 'premium', 'active', null, dayOf('2026-11-17'), first + 17, null],
  ]);
  db.close();
});
