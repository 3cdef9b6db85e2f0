import { expect, test } from 'vitest';
import { readProxyList } from './proxy.ts';

test.each([
  ['DIRECT', { kind: 'direct' }],
  ['', { kind: 'direct' }],
  ['PROXY proxy.example.com:3128', { kind: 'proxy', url: 'http://proxy.example.com:3128' }],
  ['PROXY a:1; PROXY b:2; DIRECT', { kind: 'proxy', url: 'http://a:1' }],
  ['  https  secure.example.com:443 ', { kind: 'proxy', url: 'https://secure.example.com:443' }],
  ['SOCKS5 s:1080; PROXY a:1', { kind: 'proxy', url: 'http://a:1' }],
  ['SOCKS s:1080; DIRECT', { kind: 'direct' }],
  ['SOCKS5 s:1080;SOCKS4 t:1080', { kind: 'unsupported', text: 'SOCKS5 s:1080; SOCKS4 t:1080' }],
  ['PROXY', { kind: 'unsupported', text: 'PROXY' }],
])('%j means %j', (list, way) => {
  expect(readProxyList(list)).toEqual(way);
});
