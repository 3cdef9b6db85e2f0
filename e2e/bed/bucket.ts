import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { putBook } from '../../electron/services/extract/s3/testing/put-book.ts';
import {
  startS3Server,
  TEST_KEYS,
  type S3Server,
} from '../../electron/services/extract/s3/testing/s3-server.ts';
import { writeSample } from '../../electron/services/sample/write.ts';
import { dataFolder } from './test.ts';

const [[accessKeyId, secretAccessKey] = ['', '']] = Object.entries(TEST_KEYS);
/** What the bucket of these tests is opened with. */
export const KEYS = { accessKeyId, secretAccessKey };

/** A bucket `csm-extracts` with a small book of 60 offices below `nightly/`. */
export async function bucketWithBook(): Promise<S3Server> {
  const book = path.join(dataFolder(), 'book');
  const address = 's3://csm-extracts/nightly/';
  await writeSample({ locations: 60, days: 5, seed: 3, out: book, address });
  const server = await startS3Server();
  onTestFinished(() => server.stop());
  await putBook(book, server.bucket('csm-extracts'), 'nightly/');
  return server;
}

/** The environment of what is started from here on: with these credentials, and no others. */
export function onlyInEnvironment(keys: typeof KEYS | undefined): void {
  const nowhere = path.join(dataFolder(), 'no-such-file');
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, '');
  vi.stubEnv('AWS_CONFIG_FILE', nowhere);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', nowhere);
  vi.stubEnv('AWS_ACCESS_KEY_ID', keys?.accessKeyId ?? '');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys?.secretAccessKey ?? '');
  onTestFinished(() => void vi.unstubAllEnvs());
}
