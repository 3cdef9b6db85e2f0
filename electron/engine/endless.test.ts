import { parquetWriteBuffer } from 'hyparquet-writer';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { startImport } from './import-thread.ts';

const quiet = { onProgress: () => undefined, onDataset: () => undefined };
const IMPORT_WORKER = new URL('./import-worker.ts', import.meta.url);
const DAYS = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'] as const;
const ROWS = 400;

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'atrium-endless-'));

/** A day as one Parquet file; its names repeat, so that they are kept in a dictionary. */
function parquetDay(ds: string): Buffer {
  const text = (name: string, valueAt: (row: number) => string) => ({
    name,
    type: 'STRING' as const,
    data: Array.from({ length: ROWS }, (_, i) => valueAt(i)),
  });
  return Buffer.from(
    parquetWriteBuffer({
      codec: 'UNCOMPRESSED',
      columnData: [
        text('ds', () => ds),
        text('company_id', (i) => `c${i % 10}`),
        text('location_id', (i) => `l${i}`),
        text('company_name', (i) => `Company ${i % 20}`),
        text('location_name', (i) => `Office ${i}`),
        text('location_status', () => 'active'),
      ],
    }),
  );
}

/**
 * Indices of a dictionary of twenty, in order, as Parquet packs them: five bits each, fifty groups of eight
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/).
 */
const INDICES = Buffer.from([5, (50 << 1) | 1, 0x20, 0x88, 0x41, 0x8a]);
/** In their place: no bits each, and so many groups that the count of a decoder in 32 bits falls below zero. */
const ENDLESS = Buffer.from([0, 0x81, 0x80, 0x80, 0x80, 0x02]);

function damaged(bytes: Buffer): Buffer {
  const at = bytes.indexOf(INDICES);
  if (at < 0) throw new Error('the writer packs indices in another way by now');
  return Buffer.concat([bytes.subarray(0, at), ENDLESS, bytes.subarray(at + ENDLESS.length)]);
}

test('A5 #12: a Parquet page that keeps its decoder counting for ever costs its own day and no other', async () => {
  const root = folder();
  for (const ds of DAYS) {
    const bytes = parquetDay(ds);
    writeFileSync(path.join(root, `${ds}.parquet`), ds === DAYS[2] ? damaged(bytes) : bytes);
  }
  const job = { kind: 'sync', source: root } as const;
  const { report } = startImport(IMPORT_WORKER, { dataFolder: folder(), job }, quiet, {
    silence: 8000,
  });
  const { days, ds } = await report;
  expect(ds).toBe(DAYS[3]);
  expect(days.map((d) => [d.ds, d.status])).toEqual([
    [DAYS[3], 'unchanged'],
    [DAYS[2], 'held'],
    [DAYS[1], 'published'],
    [DAYS[0], 'published'],
  ]);
  expect(days[1]?.reason).toMatch(
    /^Reading 2026-11-19\.parquet came to no end and was given up: a file of it is damaged/,
  );
}, 60_000);

function worker(source: string): URL {
  const file = path.join(folder(), 'worker.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${source}`);
  return pathToFileURL(file);
}

const SYNC = { dataFolder: '/nowhere', job: { kind: 'sync', source: '/nowhere' } } as const;

test('a thread that runs out of memory in a delivery goes on without it', async () => {
  // Taking all memory for real would need minutes; this is the error that Node ends such a thread with.
  const url = worker(`
    parentPort.postMessage({ kind: 'reading', delivery: 'greedy' });
    if (!workerData.endless)
      throw Object.assign(new Error('no memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
    parentPort.postMessage({ kind: 'done', report: workerData.endless });
  `);
  expect(await startImport(url, SYNC, quiet).report).toEqual(['greedy']);
});

test('a thread that is busy between deliveries is left alone', async () => {
  const url = worker(`
    parentPort.postMessage({ kind: 'reading', delivery: 'one' });
    parentPort.postMessage({ kind: 'reading', delivery: null });
    const until = Date.now() + 400;
    while (Date.now() < until);
    parentPort.postMessage({ kind: 'done', report: { scored: true } });
  `);
  expect(await startImport(url, SYNC, quiet, { silence: 60 }).report).toEqual({ scored: true });
});

test('a person is told where a delivery of their decision comes to no end', async () => {
  const url = worker(`
    parentPort.postMessage({ kind: 'reading', delivery: 'one' });
    for (;;);
  `);
  const job = {
    kind: 'decide',
    source: '/x',
    what: 'undo',
    ds: DAYS[0],
    reason: '',
    by: 'ada',
  } as const;
  const { report } = startImport(url, { ...SYNC, job }, quiet, { silence: 60 });
  await expect(report).rejects.toThrow('Reading one came to no end and was given up.');
});
