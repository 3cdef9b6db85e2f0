import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { startImport } from './import-thread.ts';

const quiet = { onProgress: () => undefined, onDataset: () => undefined };
const data = { dataFolder: '/nowhere', job: { kind: 'remove-sample' } } as const;

function worker(source: string): URL {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'atrium-thread-')), 'worker.mjs');
  writeFileSync(file, source);
  return pathToFileURL(file);
}

test('an import that hangs is ended when it is cancelled', async () => {
  const hanging = startImport(worker('for (;;);'), data, quiet, 100);
  hanging.cancel();
  await expect(hanging.report).rejects.toMatchObject({ problem: { code: 'cancelled' } });
});

test('an import that dies by itself says so', async () => {
  const dying = startImport(worker('process.exit(3);'), data, quiet);
  await expect(dying.report).rejects.toMatchObject({
    problem: { code: 'internal', message: expect.stringContaining('code 3') },
  });
});
