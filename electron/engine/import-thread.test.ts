import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { refuse } from '../../shared/contracts/problem.ts';
import { startImport } from './import-thread.ts';

const quiet = { onProgress: () => undefined, onDataset: () => undefined };
const data = { dataFolder: '/nowhere', job: { kind: 'remove-sample' } } as const;

function worker(source: string): URL {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'atrium-thread-')), 'worker.mjs');
  writeFileSync(file, source);
  return pathToFileURL(file);
}

test('an import that hangs is ended when it is cancelled', async () => {
  const hanging = startImport(worker('for (;;);'), data, quiet, { stop: 100 });
  hanging.cancel();
  await expect(hanging.report).rejects.toMatchObject({ problem: { code: 'cancelled' } });
});

test('an import that dies by itself says so', async () => {
  const dying = startImport(worker('process.exit(3);'), data, quiet);
  await expect(dying.report).rejects.toMatchObject({
    problem: { code: 'internal', message: expect.stringContaining('code 3') },
  });
});

/** A thread that asks for the keys of a bucket and ends with what it was told. */
const ASKS = `
  import { parentPort } from 'node:worker_threads';
  parentPort.once('message', ({ reply }) => {
    parentPort.postMessage({ kind: 'done', report: reply });
  });
  parentPort.postMessage({ kind: 'question', id: 1, name: 'keysFor', asked: { bucket: 'book' } });
`;

test('what the thread asks is passed on, and the answer or the refusal comes back', async () => {
  const value = { bucket: 'book', accessKeyId: 'id', secretAccessKey: 'secret' };
  const told = startImport(worker(ASKS), data, { ...quiet, ask: async () => value });
  expect(await told.report).toEqual({ ok: true, value });

  const ask = () => Promise.reject(refuse('no_credentials', 'The keychain is locked.'));
  const refused = startImport(worker(ASKS), data, { ...quiet, ask });
  expect(await refused.report).toMatchObject({ ok: false, problem: { code: 'no_credentials' } });
});

test('where nobody answers questions, the thread is told so at once', async () => {
  const alone = startImport(worker(ASKS), data, quiet);
  expect(await alone.report).toEqual({ ok: true, value: undefined });
});
