import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CallName, InputOf, OutputOf } from '../shared/contracts/contract.ts';
import { callFrom, type PageGlobals } from './bed/bridge.ts';
import { bucketWithBook, KEYS, onlyInEnvironment } from './bed/bucket.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

const BUCKET = 'csm-extracts';
const PLACE = `s3://${BUCKET}/nightly`;

/** Calls of a page, and everything that reached it: replies, progress, events. */
async function listenedTo(page: Page) {
  await page.evaluate(() => {
    const scope = globalThis as unknown as PageGlobals & { heard: unknown[] };
    scope.heard = [];
    scope.atrium.on('dataset', (payload) => scope.heard.push(payload));
    scope.atrium.on('import', (payload) => scope.heard.push(payload));
  });
  const replies: unknown[] = [];
  return {
    async call<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
      const reply = await callFrom(page, name, input);
      replies.push(reply);
      if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
      return reply.value;
    },
    async everything(): Promise<string> {
      const events = await page.evaluate(
        () => (globalThis as unknown as { heard: unknown[] }).heard,
      );
      return JSON.stringify([replies, events, await page.content()]);
    },
  };
}

/** A text as base64 may hold it, whatever stands before and behind it. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const inner = Buffer.from(' '.repeat(before) + text).toString('base64');
    return inner.slice(Math.ceil((before * 4) / 3), inner.length - 4);
  });
}

/** Files that hold a text, as it is or in base64. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((e) => e.isFile()).map((e) => path.join(e.parentPath, e.name));
  const found = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      return [text, ...base64Of(text)].some((form) => bytes.includes(form)) ? [file] : [];
    }),
  );
  expect(files.length).toBeGreaterThan(2);
  return found.flat();
}

test('keys that were kept open the bucket, after a restart too, and are seen nowhere again', async () => {
  const server = await bucketWithBook();
  onlyInEnvironment(undefined);
  const folder = dataFolder();
  const s3 = { endpoint: server.url, pathStyle: true };

  const first = await startApp({ dataFolder: folder });
  const before = await callFrom(first.page, 'sync.run', { source: PLACE, s3 });
  expect(before).toMatchObject({ ok: false, problem: { code: 'no_credentials' } });
  const kept = await callFrom(first.page, 'keys.keep', { bucket: BUCKET, ...KEYS });
  expect(kept).toMatchObject({ ok: true, value: { kept: true, forBucket: BUCKET } });
  await first.close();

  const app = await startApp({ dataFolder: folder });
  const at = await listenedTo(app.page);
  expect(await at.call('keys.state', {})).toMatchObject({
    kept: true,
    accessKeyId: `…${KEYS.accessKeyId.slice(-4)}`,
    protection: 'keychain',
  });
  const steps = await at.call('sync.testConnection', { source: PLACE, s3 });
  expect(steps.map((step) => step.status)).toEqual(Array(7).fill('ok'));
  const report = await at.call('sync.run', { source: PLACE, s3 });
  expect(report.days.map((day) => day.status)).toEqual(Array(5).fill('published'));
  await at.call('app.status', {});
  await at.call('settings.get', {});

  expect(await at.everything()).not.toContain(KEYS.secretAccessKey);
  expect(await filesWith(folder, KEYS.secretAccessKey)).toEqual([]);
  expect(await filesWith(folder, KEYS.accessKeyId)).toEqual([]);

  expect(await at.call('keys.forget', {})).toMatchObject({ kept: false });
  const after = await callFrom(app.page, 'sync.run', { source: PLACE, s3 });
  expect(after).toMatchObject({ ok: false, problem: { code: 'no_credentials' } });
});

test('keys of one bucket are not used for another', async () => {
  const server = await bucketWithBook();
  onlyInEnvironment(undefined);
  const { page } = await startApp();
  await callFrom(page, 'keys.keep', { bucket: 'another', ...KEYS });
  const reply = await callFrom(page, 'sync.run', {
    source: PLACE,
    s3: { endpoint: server.url, pathStyle: true },
  });
  expect(reply).toMatchObject({ ok: false, problem: { code: 'no_credentials' } });
  expect(server.log).toEqual([]);
});

test('where nothing protects a secret, none is written down', async () => {
  const app = await startApp();
  await app.chooseKeychain('unavailable');
  const state = await callFrom(app.page, 'keys.state', {});
  expect(state).toMatchObject({ ok: true, value: { kept: false, protection: 'none' } });
  const reply = await callFrom(app.page, 'keys.keep', { bucket: BUCKET, ...KEYS });
  expect(reply).toMatchObject({ ok: false, problem: { code: 'no_keychain' } });
  expect(JSON.stringify(reply)).not.toContain(KEYS.secretAccessKey);
  expect(await readdir(app.dataFolder)).not.toContain('keys.json');
});
