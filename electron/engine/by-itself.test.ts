import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { CallName, EventName, InputOf, OutputOf } from '../../shared/contracts/contract.ts';
import type { ScheduleState } from '../../shared/contracts/schedule.ts';
import { startS3Server, TEST_KEYS } from '../services/extract/s3/testing/s3-server.ts';
import { writeSample } from '../services/sample/write.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { contentHash } from '../services/sync/content-hash.ts';
import { createEngine, type Engine } from './create.ts';
import { hurried } from './testing/hurried.ts';

const NEWEST = 'company_facts/ds=2026-11-20';
let root: string;
let book: string;
/** What one clean run of the whole book comes to. */
let clean: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'atrium-by-itself-'));
  book = path.join(root, 'book');
  await writeSample({ locations: 60, days: 12, seed: 7, out: book, address: 's3://csm/' });
  const data = newFolder();
  const engine = engineOn(data, false);
  await ask(engine, 'sync.run', { source: book });
  await end(engine);
  clean = hashOf(data);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const open = new Set<Engine>();
afterEach(async () => {
  for (const engine of open) await end(engine);
});
async function end(engine: Engine): Promise<void> {
  open.delete(engine);
  await engine.stop();
}

const newFolder = (): string => mkdtempSync(path.join(root, 'folder-'));

function engineOn(dataFolder: string, schedule = true): Engine {
  const engine = createEngine({
    dataFolder,
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
    schedule,
    timers: hurried(20),
  });
  open.add(engine);
  return engine;
}

async function ask<N extends CallName>(
  engine: Engine,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const signal = new AbortController().signal;
  const reply = await engine.handle(name, input, { signal, progress: () => undefined });
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.message}`);
  return reply.value as OutputOf<N>;
}

function hashOf(dataFolder: string): string {
  const db = openFactsReadOnly(dataFolder);
  try {
    return contentHash(db);
  } finally {
    db.close();
  }
}

/** Waits until the schedule has told of such a state. */
async function until(
  engine: Engine,
  wanted: (state: ScheduleState) => boolean,
): Promise<ScheduleState> {
  return vi.waitFor(async () => {
    const state = await ask(engine, 'schedule.get', {});
    if (!wanted(state)) throw new Error(`so far: ${JSON.stringify(state)}`);
    return state;
  }, 30_000);
}

test('A5 #1: a delivery that lands in the folder late is on the screens without anybody asking', async () => {
  const folder = newFolder();
  const data = newFolder();
  cpSync(book, folder, { recursive: true });
  renameSync(path.join(folder, NEWEST), path.join(root, 'late'));
  const engine = engineOn(data);
  await ask(engine, 'sync.run', { source: folder });
  expect((await ask(engine, 'app.status', {})).dataset.ds).toBe('2026-11-19');
  expect(await ask(engine, 'schedule.get', {})).toMatchObject({
    watching: folder,
    last: { because: 'person', outcome: 'published', days: 11 },
  });
  cpSync(path.join(root, 'late'), path.join(folder, NEWEST), { recursive: true });
  const state = await until(engine, ({ last }) => last?.because === 'folder');
  expect(state.last).toMatchObject({ outcome: 'published', days: 1, problem: null });
  await end(engine);
  expect(hashOf(data)).toBe(clean);
}, 60_000);

test('A5 #52: a sync that a pause stops goes on when resumed, and ends as a clean run, over a restart too', async () => {
  const data = newFolder();
  const first = engineOn(data);
  const events: EventName[] = [];
  first.on((name) => void events.push(name));
  const running = ask(first, 'sync.run', { source: book });
  await vi.waitFor(
    () => expect(events.filter((e) => e === 'dataset').length).toBeGreaterThan(1),
    20_000,
  );
  expect(await ask(first, 'schedule.pause', {})).toMatchObject({ paused: true, nextAt: null });
  await running.catch(() => undefined);
  expect((await ask(first, 'schedule.get', {})).last).toMatchObject({ outcome: 'cancelled' });
  const { dataset } = await ask(first, 'app.status', {});
  expect(dataset.days).toBeGreaterThan(0);
  expect(dataset.days).toBeLessThan(12);
  await end(first);

  const second = engineOn(data);
  await ask(second, 'schedule.wake', { reason: 'wake' });
  expect(await ask(second, 'schedule.get', {})).toMatchObject({ paused: true, nextAt: null });
  await ask(second, 'schedule.resume', {});
  const state = await until(second, ({ last }) => last?.outcome === 'published');
  expect(state).toMatchObject({ paused: false, last: { because: 'start' } });
  await end(second);
  expect(hashOf(data)).toBe(clean);
}, 60_000);

test('A5 #32: without a network the schedule says so, and nobody is given a notice', async () => {
  const server = await startS3Server();
  const bucket = server.bucket('csm');
  for (const file of readdirSync(book, { recursive: true, withFileTypes: true }))
    if (file.isFile() && file.parentPath.includes('ds=2026-11-20')) {
      const at = path.join(file.parentPath, file.name);
      bucket.put(path.relative(book, at).replaceAll(path.sep, '/'), readFileSync(at));
    }
  const [[id, secret] = ['', '']] = Object.entries(TEST_KEYS);
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  onTestFinished(() => void vi.unstubAllEnvs());
  const engine = engineOn(newFolder());
  await ask(engine, 'sync.run', { source: 's3://csm', s3: { endpoint: server.url } });
  const before = await ask(engine, 'app.status', {});
  expect(await ask(engine, 'schedule.get', {})).toMatchObject({ online: true, watching: null });
  await server.stop();

  await expect(ask(engine, 'sync.run', {})).rejects.toThrow();
  const state = await ask(engine, 'schedule.get', {});
  expect(state).toMatchObject({
    online: false,
    nextBecause: 'retry',
    last: { outcome: 'offline' },
  });
  await until(engine, ({ last }) => last?.because === 'retry');
  const after = await ask(engine, 'app.status', {});
  expect(after.notices).toEqual(before.notices);
  expect(after.freshness.state).toBe(before.freshness.state);
}, 60_000);

test('a person never waits for what nobody asked for: an automatic sync makes way', async () => {
  const data = newFolder();
  const first = engineOn(data, false);
  await ask(first, 'sync.run', { source: book, from: '2026-11-20' });
  await end(first);
  const engine = engineOn(data);
  const runs: string[] = [];
  engine.on((name, payload) => {
    if (name === 'schedule') runs.push((payload as ScheduleState).last?.because ?? 'none');
  });
  await vi.waitFor(
    async () => expect((await ask(engine, 'app.status', {})).importing).not.toBeNull(),
    { timeout: 20_000, interval: 5 },
  );
  // Two at once from people is still one too many.
  const both = await Promise.allSettled([
    ask(engine, 'sync.run', {}),
    ask(engine, 'sync.run', { source: book }),
  ]);
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(runs.at(-1)).toBe('person');
  await end(engine);
  expect(hashOf(data)).toBe(clean);
}, 60_000);
