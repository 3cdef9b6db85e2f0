import { rmSync } from 'node:fs';
import path from 'node:path';
import { createEngine, type EngineOptions } from '../electron/engine/create.ts';
import { putBook } from '../electron/services/extract/s3/testing/put-book.ts';
import { startS3Server, TEST_KEYS } from '../electron/services/extract/s3/testing/s3-server.ts';
import { writeSample } from '../electron/services/sample/write.ts';
import type { Columns } from '../shared/contracts/columns.ts';
import type { BenchOptions, BenchResult } from './lib/result.ts';
import { median, takeTurns } from './lib/rounds.ts';

interface Seen {
  readonly visibleMs: number;
  readonly doneMs: number;
  readonly rows: number;
  readonly progress: number;
}

/** A day in a bucket, through the engine as the window starts it, until its offices are in the table. */
export async function s3Day({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const offices = quick ? 300 : 13_000;
  const book = path.join(folder, 'book');
  await writeSample({
    locations: offices,
    days: 1,
    seed: 1,
    out: book,
    address: 's3://csm/nightly/',
  });
  const server = await startS3Server({ region: 'eu-central-1' });
  await putBook(book, server.bucket('csm'), 'nightly/');
  const [[id, secret] = ['', '']] = Object.entries(TEST_KEYS);
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    HOME: folder,
  });
  const seen: Seen[] = [];
  try {
    await takeTurns(Math.max(1, Math.floor(rounds / 2)), {
      atrium: async () => {
        const data = path.join(folder, 'data');
        rmSync(data, { recursive: true, force: true });
        const one = await untilVisible(data, server.url);
        seen.push(one);
        return one.visibleMs;
      },
    });
  } finally {
    await server.stop();
  }
  const of = (value: (one: Seen) => number): number => median(seen.slice(1).map(value));
  return {
    name: 's3-day',
    title: `A day of ${offices.toLocaleString('en-US')} offices from S3 to the table`,
    about:
      'An empty data folder, the engine with its import thread, and a bucket of the test server on this machine: from ' +
      'the call that starts the sync to the reply of the offices table with all rows, and to the end of the sync with ' +
      'scores. Progress events are those the window gets.',
    figures: [
      { label: 'offices in the table', value: of((one) => one.visibleMs), unit: 'ms' },
      { label: 'sync at its end, scores written', value: of((one) => one.doneMs), unit: 'ms' },
      { label: 'rows in that first table', value: of((one) => one.rows), unit: 'rows' },
      { label: 'progress events', value: of((one) => one.progress), unit: 'events' },
    ],
  };
}

async function untilVisible(dataFolder: string, endpoint: string): Promise<Seen> {
  const options: EngineOptions = {
    dataFolder,
    version: '0.0.0',
    importWorker: new URL('../electron/engine/import-worker.ts', import.meta.url),
    hold: true,
  };
  const engine = createEngine(options);
  const signal = new AbortController().signal;
  const started = performance.now();
  let first: Pick<Seen, 'visibleMs' | 'rows'> | undefined;
  const looks: Promise<void>[] = [];
  let progress = 0;
  const look = async (): Promise<void> => {
    const reply = await engine.handle(
      'offices.table',
      { since: null },
      { signal, progress: () => undefined },
    );
    if (!reply.ok) throw new Error(reply.problem.message);
    const { rows } = reply.value as Columns;
    if (rows > 0) first ??= { visibleMs: performance.now() - started, rows };
  };
  engine.on((name) => {
    if (name === 'dataset') looks.push(look());
  });
  try {
    const reply = await engine.handle(
      'sync.run',
      { source: 's3://csm/nightly', s3: { endpoint, pathStyle: true } },
      { signal, progress: () => void progress++ },
    );
    if (!reply.ok) throw new Error(reply.problem.message);
    const doneMs = performance.now() - started;
    await Promise.all(looks);
    if (!first) throw new Error('the sync ended and the table is empty');
    return { ...first, doneMs, progress };
  } finally {
    await engine.stop();
  }
}
