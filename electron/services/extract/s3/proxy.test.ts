import { expect, test } from 'vitest';
import type { ProxyAnswer } from '../../../../shared/contracts/wire.ts';
import { s3Connection, type S3Options } from './connection.ts';
import { DIRECT, wayTo } from './proxy.ts';

const SYSTEM: ProxyAnswer = { kind: 'proxy', url: 'http://system:3128' };
const SOCKS: ProxyAnswer = { kind: 'unsupported', text: 'SOCKS5 socks:1080' };

const way = (
  options: S3Options,
  env: NodeJS.ProcessEnv = {},
  system: ProxyAnswer | undefined = { kind: 'direct' },
) => wayTo(s3Connection('s3://book/facts', options), env, async () => system);

test('the computer is asked for the address of the bucket', async () => {
  const asked: string[] = [];
  const proxyFor = async (url: string) => (asked.push(url), SYSTEM);
  await wayTo(s3Connection('s3://book/facts'), {}, proxyFor);
  await wayTo(s3Connection('s3://book', { endpoint: 'http://storage.test:9000' }), {}, proxyFor);
  expect(asked).toEqual(['https://book.s3.amazonaws.com/', 'http://storage.test:9000/']);
});

test("first the proxy of Settings, then the computer's, then the environment's", async () => {
  const env = { HTTPS_PROXY: 'http://someone:secret@environment:3128' };
  const manual = { proxy: 'manual', proxyAddress: 'manual:3128' } as const;
  expect(await way(manual, env, SYSTEM)).toEqual({
    env: { HTTP_PROXY: 'http://manual:3128', HTTPS_PROXY: 'http://manual:3128' },
    proxy: 'http://manual:3128 (from Settings)',
  });
  expect((await way({}, env, SYSTEM)).proxy).toBe(
    "http://system:3128 (from the computer's settings)",
  );
  expect(await way({}, env)).toEqual({ env, proxy: 'http://environment:3128 (HTTPS_PROXY)' });
  expect(await way({}, env, undefined)).toEqual({
    env,
    proxy: 'http://environment:3128 (HTTPS_PROXY)',
  });
  expect(await way({})).toBe(DIRECT);
});

test('the password of a proxy comes from the environment, and is shown nowhere', async () => {
  const address = 'http://someone:secret@system:3128';
  expect(await way({}, { HTTPS_PROXY: address }, SYSTEM)).toMatchObject({
    env: { HTTP_PROXY: address, HTTPS_PROXY: address },
    proxy: "http://system:3128 (from the computer's settings)",
  });
});

test('a kind of proxy that is not used is said, unless another is named', async () => {
  await expect(way({}, {}, SOCKS)).rejects.toMatchObject({
    problem: { code: 'proxy_refused', message: expect.stringContaining('SOCKS5 socks:1080') },
  });
  const env = { https_proxy: 'http://environment:3128' };
  expect((await way({}, env, SOCKS)).proxy).toBe('http://environment:3128 (HTTPS_PROXY)');
});

test.each([
  ['storage.example.test', true],
  ['storage.example.test:9000', true],
  ['.example.test', true],
  ['*.example.test', true],
  ['other.test, STORAGE.EXAMPLE.TEST', true],
  ['*', true],
  ['example.test', false],
  ['storage.example.test:9001', false],
  ['', false],
])('NO_PROXY=%s goes past every proxy: %s', async (list, past) => {
  const endpoint = 'http://storage.example.test:9000';
  for (const more of [{}, { proxy: 'manual', proxyAddress: 'manual:3128' } as const]) {
    const { proxy } = await way({ endpoint, ...more }, { NO_PROXY: list }, SYSTEM);
    expect(proxy === undefined).toBe(past);
  }
});

test('a store on this machine is behind no proxy', async () => {
  expect(await way({ endpoint: 'http://127.0.0.1:9000' }, {}, SYSTEM)).toBe(DIRECT);
  expect(await way({ endpoint: 'http://s3.localhost:9000' }, {}, SYSTEM)).toBe(DIRECT);
});

test.each(['socks5://proxy:1080', 'http://', 'http://a b'])(
  'the address %s is refused before anything is asked',
  (proxyAddress) => {
    expect(() => s3Connection('s3://book', { proxy: 'manual', proxyAddress })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'bad_request' }) }),
    );
  },
);

test('a proxy of its own without an address is refused', async () => {
  await expect(way({ proxy: 'manual', proxyAddress: '' })).rejects.toMatchObject({
    problem: { code: 'bad_request' },
  });
});
