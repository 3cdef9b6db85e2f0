import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import type { S3Server } from '../electron/services/extract/s3/testing/s3-server.ts';
import { callFrom } from './bed/bridge.ts';
import { bucketWithBook, KEYS, onlyInEnvironment } from './bed/bucket.ts';
import { startApp, test } from './bed/test.ts';

const PLACE = 's3://csm-extracts/nightly';
/** No name server knows it: only the proxy leads there. */
const STORE = 'http://storage.example.test';
const s3 = { endpoint: STORE, pathStyle: true };

/** A company's proxy, behind which the store lies; it writes down who came through. */
async function proxyTo(server: S3Server): Promise<{ host: string; through: string[] }> {
  const through: string[] = [];
  const proxy = createServer((asked, answer) => {
    const url = asked.url ?? '';
    through.push(url);
    const { pathname, search } = new URL(url);
    const on = httpRequest(server.url + pathname + search, { headers: asked.headers });
    on.on('response', (got) => {
      answer.writeHead(got.statusCode ?? 0, got.headers);
      got.pipe(answer);
    });
    on.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { host: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, through };
}

test("the connection test and a sync go through the proxy of the computer's settings", async () => {
  const server = await bucketWithBook();
  const { host, through } = await proxyTo(server);
  onlyInEnvironment(KEYS);
  const app = await startApp();
  await app.chooseProxy(`PROXY ${host}; DIRECT`);

  const steps = await callFrom(app.page, 'sync.testConnection', { source: PLACE, s3 });
  if (!steps.ok) throw new Error(steps.problem.message);
  expect(steps.value.find(({ id }) => id === 'network')).toMatchObject({
    status: 'ok',
    text: `Through the proxy http://${host} (from the computer's settings).`,
  });
  expect(through.length).toBeGreaterThan(0);

  const tested = through.length;
  const report = await callFrom(app.page, 'sync.run', { source: PLACE, s3 });
  expect(report).toMatchObject({ ok: true, value: { cancelled: false } });
  expect(through.length).toBeGreaterThan(tested);
  expect(through.every((url) => url.startsWith(STORE))).toBe(true);
});

test('a proxy set in Settings goes before that of the computer', async () => {
  const server = await bucketWithBook();
  const { host, through } = await proxyTo(server);
  onlyInEnvironment(KEYS);
  const app = await startApp();
  await app.chooseProxy('PROXY 127.0.0.1:9');
  await callFrom(app.page, 'settings.set', {
    connection: {
      bucket: 'csm-extracts',
      prefix: 'nightly',
      region: '',
      profile: '',
      ...s3,
      proxy: 'manual',
      proxyAddress: host,
    },
  });
  const report = await callFrom(app.page, 'sync.run', { source: PLACE });
  expect(report).toMatchObject({ ok: true, value: { cancelled: false } });
  expect(through.length).toBeGreaterThan(0);
});

test('an address of a proxy with its password is not kept', async () => {
  const { page } = await startApp();
  const connection = { bucket: 'b', prefix: '', region: '', profile: '', ...s3 };
  const reply = await callFrom(page, 'settings.set', {
    connection: { ...connection, proxy: 'manual', proxyAddress: 'http://me:secret@proxy:3128' },
  });
  expect(reply).toMatchObject({ ok: false, problem: { code: 'bad_request' } });
  expect(JSON.stringify(reply)).not.toContain('me:secret');
});
