import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import {
  startS3Server,
  TEST_KEYS,
  type S3Server,
} from '../electron/services/extract/s3/testing/s3-server.ts';
import { writeSample } from '../electron/services/sample/write.ts';
import { consoleOn } from './bed/console.ts';
import { FACES } from './bed/faces.ts';
import { dataFolder, test } from './bed/test.ts';

/** A bucket with a small book in it, and keys for it in the environment that the console inherits. */
async function bucketWithBook(): Promise<S3Server> {
  const book = path.join(dataFolder(), 'book');
  await writeSample({ locations: 60, days: 5, seed: 3, out: book });
  const server = await startS3Server();
  onTestFinished(() => server.stop());
  const bucket = server.bucket('csm-extracts');
  for (const entry of await readdir(book, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    bucket.put(
      `nightly/${path.relative(book, file).replaceAll(path.sep, '/')}`,
      await readFile(file),
    );
  }
  const [[id, secret] = ['', '']] = Object.entries(TEST_KEYS);
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  onTestFinished(() => void vi.unstubAllEnvs());
  return server;
}

for (const face of ['window', 'page'] as const) {
  test(`in the ${face}: connect to a bucket by its form, and its offices are there`, async () => {
    const server = await bucketWithBook();
    const { page } = await FACES[face]();
    const at = consoleOn(page);
    await page.getByRole('button', { name: 'Enter the connection' }).click();
    await page.getByLabel('Bucket').fill('csm-extracts');
    await page.getByLabel('Prefix').fill('nightly');
    await page.getByLabel('Endpoint').fill(server.url);
    await page.getByLabel('Path-style addresses').check();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('list', { name: 'Steps to the bucket' }).waitFor();
    expect(await page.locator('li[data-status=ok]').count()).toBe(7);
    await page.getByRole('button', { name: 'Connect and sync' }).click();
    await at.offices.first().waitFor();
    await page.getByText('60 of 60 offices shown').waitFor();

    await page.evaluate(() => (location.hash = '/data'));
    await page.getByText('s3://csm-extracts/nightly').waitFor();
    expect(await page.getByText('verified', { exact: true }).count()).toBe(1);
  });
}
