import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, vi } from 'vitest';
import { callFrom } from './bed/bridge.ts';
import { bucketWithBook, KEYS, onlyInEnvironment } from './bed/bucket.ts';
import { consoleOn } from './bed/console.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

// In real Electron the engine is a utility process, which takes no NODE_OPTIONS (a fuse of ours).
const onDouble = process.env['ATRIUM_E2E'] !== 'electron';

/** Hosts that processes started from here on reach for, as they are noted. */
function noteConnections(): () => readonly string[] {
  const file = path.join(dataFolder(), 'connections.txt');
  const recorder = path.join(import.meta.dirname, 'bed/note-connections.mjs');
  vi.stubEnv('NODE_OPTIONS', `--import ${pathToFileURL(recorder).href}`);
  vi.stubEnv('ATRIUM_NOTE_CONNECTIONS', file);
  return () =>
    existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : [];
}

test(
  'a day’s work reaches the bucket and nothing else',
  async () => {
    const connections = noteConnections();
    const server = await bucketWithBook();
    onlyInEnvironment(KEYS);
    const { page, openedLinks } = await startApp();
    const synced = await callFrom(page, 'sync.run', {
      source: 's3://csm-extracts/nightly/',
      s3: { endpoint: server.url, pathStyle: true, proxy: 'system' },
    });
    expect(synced).toMatchObject({ ok: true });

    const at = consoleOn(page);
    await at.offices.first().waitFor();
    await at.offices.first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const place of ['/data', '/settings', '/accounts', '/'])
      await page.evaluate((hash) => (location.hash = hash), place);
    await callFrom(page, 'search.find', { text: 'a' });
    await callFrom(page, 'reports.csv', { scope: 'all' });
    await callFrom(page, 'models.list', {});

    expect(connections()).toEqual([new URL(server.url).host]);
    expect(await openedLinks()).toEqual([]);
  },
  onDouble,
);
