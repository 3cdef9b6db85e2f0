import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncReport } from '../../../shared/contracts/sync.ts';
import { openLocalSource } from '../extract/folder-source.ts';
import type { Source } from '../extract/source.ts';
import { scoresDue } from '../store/meta.ts';
import { contentHash } from './content-hash.ts';
import { syncRun, type SyncOptions } from './run.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery } from './testing.ts';

const DAYS = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'] as const;

/** Four days, with the newest's only file not there yet; `arrive` puts it there. */
function book(): { root: string; arrive: () => void } {
  const root = tempFolder();
  let file = '';
  for (const ds of DAYS) file = writeDelivery(root, { ds, rows: [row(ds, 'a'), row(ds, 'b')] });
  const away = `${tempFolder()}/part`;
  renameSync(file, away);
  return { root, arrive: () => renameSync(away, file) };
}

const states = (report: SyncReport): unknown[] => report.days.map((d) => [d.ds, d.status]);
const OLDER = DAYS.slice(0, 3)
  .toReversed()
  .map((ds) => [ds, 'published']);

test('A5 #3: a file that is not there yet is waited for once the other days are in, and read when it comes', async () => {
  const { root, arrive } = book();
  const db = tempFacts();
  const waits: number[] = [];
  const report = await syncFolder(db, root, {
    wait: (ms) => {
      expect(scoresDue(db)).toBe(false);
      waits.push(ms);
      if (waits.length === 2) arrive();
      return Promise.resolve();
    },
  });
  expect(states(report)).toEqual([...OLDER, [DAYS[3], 'published']]);
  expect(waits).toEqual([60_000, 240_000]);
  const clean = tempFacts();
  await syncFolder(clean, root);
  expect(contentHash(db)).toBe(contentHash(clean));
});

test('A5 #3: after three waits, each longer, the day is held', async () => {
  const waits: number[] = [];
  const report = await syncFolder(tempFacts(), book().root, {
    wait: (ms) => Promise.resolve(waits.push(ms)),
  });
  expect(states(report)).toEqual([...OLDER, [DAYS[3], 'held']]);
  expect(waits).toEqual([60_000, 240_000, 600_000]);
});

function options(source: Source, more: Partial<SyncOptions>): SyncOptions {
  const signal = new AbortController().signal;
  const score = (): void => undefined;
  return { db: tempFacts(), source, signal, now: () => '2026-11-21T04:00:00Z', score, ...more };
}

test('A5 #3: cancelling ends the wait at once; the days that are in stay', async () => {
  const stop = new AbortController();
  const source = await openLocalSource(book().root);
  const report = await syncRun(
    options(source, {
      signal: stop.signal,
      onProgress({ text }) {
        if (text === `Waiting for a file of ${DAYS[3]}`) setTimeout(() => stop.abort(), 5);
      },
    }),
  );
  expect(report).toMatchObject({ cancelled: true, ds: DAYS[2] });
  expect(states(report)).toEqual(OLDER);
});

test('A5 #32: a sync that goes offline midway scores what it has, says so, and goes on the next time', async () => {
  const root = tempFolder();
  for (const ds of DAYS) writeDelivery(root, { ds, rows: [row(ds, 'a')] });
  const whole = await openLocalSource(root);
  let opened = 0;
  const failing: Source = {
    ...whole,
    list: () => whole.list(),
    readText: (path) => whole.readText(path),
    open(path) {
      if (++opened > 2) throw refuse('offline', 'There is no network.');
      return whole.open(path);
    },
  };
  const db = tempFacts();
  const scored: string[] = [];
  const score = (): void => void scored.push(contentHash(db));
  await expect(syncRun(options(failing, { db, score }))).rejects.toThrow('There is no network.');
  expect(scoresDue(db)).toBe(false);
  // The newest day at once, and all that came before the network went.
  expect(scored).toHaveLength(2);
  expect(new Set(scored).size).toBe(2);
  const report = await syncFolder(db, root);
  expect(report.days.map((d) => d.status)).toContain('published');
  const clean = tempFacts();
  await syncFolder(clean, root);
  expect(contentHash(db)).toBe(contentHash(clean));
});
