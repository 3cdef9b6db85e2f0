import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { writeSample } from '../services/sample/write.ts';
import { hurried } from './testing/hurried.ts';
import { watchDeliveries, type WatchOptions } from './watch-deliveries.ts';

const DAY = 'company_facts/ds=2026-11-20';
let book: string;
let folder: string;
/** The files of the newest day's run, which is not in the folder yet. */
let late: readonly string[];

beforeEach(async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'atrium-watch-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  book = path.join(root, 'book');
  folder = path.join(root, 'folder');
  await writeSample({ locations: 20, days: 3, seed: 3, out: book });
  cpSync(book, folder, { recursive: true });
  rmSync(path.join(folder, DAY), { recursive: true });
  const entries = await readdir(path.join(book, DAY), { recursive: true, withFileTypes: true });
  late = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(book, path.join(entry.parentPath, entry.name)));
});

/** The store knows the days before, and what `published` says. */
const known =
  (published = (): boolean => false): WatchOptions['known'] =>
  ({ files }) => {
    if (files[0]?.path.startsWith(DAY) !== true) return 'seen';
    return published() ? 'published' : undefined;
  };

const mapping = async (): Promise<undefined> => undefined;

/** A watch that counts what it tells, and how often it has looked. */
async function watching(
  place: string,
  published?: () => boolean,
  busy = (): boolean => false,
): Promise<{ told: () => number; looks: (n: number) => Promise<void> }> {
  const real = hurried(40);
  let told = 0;
  let looks = 0;
  let looking = true;
  const timers = {
    ...real,
    after(ms: number, work: () => void) {
      // A look ends with the next one planned.
      if (looking) looks++;
      looking = false;
      return real.after(ms, () => {
        looking = true;
        work();
      });
    },
  };
  onTestFinished(
    watchDeliveries(place, {
      timers,
      known: known(published),
      mapping,
      busy,
      onDelivery: () => told++,
    }),
  );
  const done = (n: number): Promise<void> =>
    vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(n), 10_000);
  await done(1);
  return { told: () => told, looks: (n) => done(looks + n) };
}

function deliver(files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(book, file), path.join(folder, file));
  }
}

/** Something moves that is no delivery, so that the next look does not wait for minutes. */
const stir = (): void => writeFileSync(path.join(folder, 'notes.txt'), `${performance.now()}`);

const isManifest = (file: string): boolean => file.endsWith('manifest');

test('what the store knows is no news, and neither is a folder in which nothing changes', async () => {
  const watch = await watching(folder);
  stir();
  await watch.looks(1);
  expect(watch.told()).toBe(0);
});

test('one that landed before the watch began is told, unless a sync has it by then', async () => {
  deliver(late);
  let published = false;
  const [open, done] = [await watching(folder), await watching(folder, () => published)];
  published = true;
  await vi.waitFor(() => expect(open.told()).toBe(1), 10_000);
  stir();
  await done.looks(1);
  expect(done.told()).toBe(0);
});

test('what lands while an import runs is told at its end, unless it was brought in', async () => {
  let running = true;
  let published = false;
  const busy = (): boolean => running;
  const open = await watching(folder, undefined, busy);
  const done = await watching(folder, () => published, busy);
  deliver(late);
  await open.looks(4);
  await done.looks(4);
  expect([open.told(), done.told()]).toEqual([0, 0]);
  published = true;
  running = false;
  await vi.waitFor(() => expect(open.told()).toBe(1), 10_000);
  stir();
  await done.looks(1);
  expect(done.told()).toBe(0);
});

test('A5 #2: a delivery that is being written is not told; with its manifest it is, once', async () => {
  const watch = await watching(folder);
  deliver(late.filter((file) => !isManifest(file)));
  await watch.looks(4);
  expect(watch.told()).toBe(0);
  deliver(late.filter(isManifest));
  await vi.waitFor(() => expect(watch.told()).toBe(1), 10_000);
  // Afterwards it is looked at in minutes only, until something moves again.
  stir();
  await watch.looks(1);
  expect(watch.told()).toBe(1);
});

test('a file that is shorter than its manifest says is still on its way', async () => {
  const watch = await watching(folder);
  const data = late.find((file) => file.endsWith('.gz')) ?? '';
  deliver(late.filter((file) => file !== data));
  const whole = await readFile(path.join(book, data));
  writeFileSync(path.join(folder, data), whole.subarray(0, 500));
  await watch.looks(3);
  expect(watch.told()).toBe(0);
  appendFileSync(path.join(folder, data), whole.subarray(500));
  await vi.waitFor(() => expect(watch.told()).toBe(1), 10_000);
});

test('a single file that is exchanged is told', async () => {
  const file = path.join(folder, '2026-11-20.csv');
  writeFileSync(file, 'company_id,location_id\n');
  const watch = await watching(file);
  appendFileSync(file, 'c1,l1\n');
  await vi.waitFor(() => expect(watch.told()).toBe(1), 10_000);
});

test('a folder that comes back, a share or a stick, is told', async () => {
  const watch = await watching(folder);
  renameSync(folder, `${folder}-away`);
  await watch.looks(1);
  expect(watch.told()).toBe(0);
  renameSync(`${folder}-away`, folder);
  await vi.waitFor(() => expect(watch.told()).toBe(1), 10_000);
});

test('a watch that has ended looks no more', async () => {
  const timers = hurried(40);
  const after = vi.spyOn(timers, 'after');
  const end = watchDeliveries(folder, {
    timers,
    known: known(),
    mapping,
    busy: () => false,
    onDelivery: () => expect.unreachable(),
  });
  await vi.waitFor(() => expect(after).toHaveBeenCalled());
  end();
  const before = after.mock.calls.length;
  deliver(late);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(after.mock.calls.length).toBe(before);
});
