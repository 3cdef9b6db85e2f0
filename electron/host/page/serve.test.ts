import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { encodeFrame } from '../../../shared/contracts/frames.ts';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import type { Handle } from './rpc.ts';
import { servePage } from './serve.ts';
import { ask, bed, type Bed } from './testing.ts';

const calls: string[] = [];
const handle: Handle = (name) => {
  calls.push(name);
  return Promise.resolve({ ok: true, value: null });
};
let current: Bed | undefined;
async function open(): Promise<Bed> {
  current = await bed(handle);
  return current;
}
afterEach(async () => {
  await current?.close();
  current = undefined;
  calls.length = 0;
});

const post = (token: string, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, ...more },
  body: encodeFrame({}),
});

test('the address is 127.0.0.1, a port and a 256-bit token in the fragment', async () => {
  const { page, token } = await open();
  expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('the page and its parts are served with the headers that lock it', async () => {
  const { page } = await open();
  const html = await ask(page, '/');
  expect(html.status).toBe(200);
  expect(html.body.toString()).toContain('<title>Atrium</title>');
  expect(html.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(html.headers['content-security-policy']).toContain("default-src 'none'");
  expect(html.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(html.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
  expect(Object.keys(html.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const script = await ask(page, '/assets/app.js?v=1');
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect((await ask(page, '/', { method: 'HEAD' })).body).toHaveLength(0);
});

test.each([
  '/../secret.html',
  '/%2e%2e/secret.html',
  '/assets/..%2f..%2fsecret.html',
  '/..%5csecret.html',
  '/%252e%252e/secret.html',
  '/../renderer-old/secret.html',
  '//secret.html',
  '/assets',
  '/assets/',
  '/notes.db',
  '/absent.html',
  '/index.html%00.js',
  '/%E0%A4%A',
  '/rpc',
  '/event',
])('%s is not there', async (target) => {
  const { page } = await open();
  const answer = await ask(page, target);
  expect(answer.status).toBe(404);
  expect(answer.body).toHaveLength(0);
});

test('a link that leads out of the folder is not followed', async () => {
  const { page, folder } = await open();
  symlinkSync(path.join(folder, 'secret.html'), path.join(folder, 'renderer', 'link.html'));
  expect((await ask(page, '/link.html')).status).toBe(404);
});

test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
  'a request for the host %s is refused (DNS rebinding)',
  async (host) => {
    const { page, token } = await open();
    expect((await ask(page, '/', { headers: { host } })).status).toBe(421);
    expect((await ask(page, '/rpc/app.status', post(token, { host }))).status).toBe(421);
    expect(calls).toEqual([]);
  },
);

test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
  'a request from the origin %s is refused, even with the token',
  async (origin) => {
    const { page, token } = await open();
    const answer = await ask(page, '/rpc/app.status', post(token, { origin }));
    expect(answer.status).toBe(403);
    expect((await ask(page, '/events', { headers: { origin } })).status).toBe(403);
    expect(calls).toEqual([]);
  },
);

test('a script of another site is refused by what the browser says of it', async () => {
  const { page, token } = await open();
  const more = { 'sec-fetch-site': 'cross-site' };
  expect((await ask(page, '/rpc/app.status', post(token, more))).status).toBe(403);
  expect(calls).toEqual([]);
});

test('data needs the token', async () => {
  const { page, token } = await open();
  const wrong = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  for (const authorization of [
    '',
    `Bearer ${wrong}`,
    `Bearer ${token}x`,
    token,
    `Basic ${token}`,
  ]) {
    const headers = { authorization };
    const body = encodeFrame({});
    expect((await ask(page, '/rpc/app.status', { method: 'POST', headers, body })).status).toBe(
      401,
    );
    expect((await ask(page, '/events', { headers })).status).toBe(401);
  }
  expect(calls).toEqual([]);
  const origin = `http://127.0.0.1:${page.port}`;
  expect((await ask(page, '/rpc/app.status', post(token, { origin }))).status).toBe(200);
  expect(calls).toEqual(['app.status']);
});

test('only declared calls are reachable', async () => {
  const { page, token } = await open();
  for (const name of [
    'app.nothing',
    'app',
    '',
    'app.status.x/y',
    '__proto__.toString',
    'app.__proto__',
  ]) {
    expect((await ask(page, `/rpc/${name}`, post(token))).status, name).toBe(404);
  }
  expect(calls).toEqual([]);
});

test('a wrong method is named', async () => {
  const { page, token } = await open();
  const headers = { authorization: `Bearer ${token}` };
  const got = await ask(page, '/rpc/app.status', { headers });
  expect([got.status, got.headers['allow']]).toEqual([405, 'POST']);
  const posted = await ask(page, '/events', post(token));
  expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET']);
  const put = await ask(page, '/index.html', { method: 'PUT' });
  expect([put.status, put.headers['allow']]).toEqual([405, 'GET, HEAD']);
  expect((await ask(page, '/', { method: 'OPTIONS' })).status).toBe(405);
});

test('nobody else on the network is listened to', async () => {
  const { page } = await open();
  // The same port of another loopback address is free: the server holds 127.0.0.1 alone.
  const other = createServer();
  await new Promise<void>((resolve, reject) => {
    other.once('error', reject);
    other.listen(page.port, '127.0.0.2', resolve);
  });
  await new Promise((resolve) => other.close(resolve));
});

test('a taken port is said in a sentence', async () => {
  const { page, folder } = await open();
  const again = servePage({
    handle,
    about: { version: '1', platform: 'linux' },
    rendererRoot: folder,
    port: page.port,
    onEvent: () => () => undefined,
  });
  await expect(again).rejects.toThrow(AtriumError);
  await expect(again).rejects.toThrow(`port ${page.port} of 127.0.0.1: another program uses it`);
});
