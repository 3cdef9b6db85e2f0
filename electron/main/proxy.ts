import type { ProxyAnswer } from '../../shared/contracts/wire.ts';

/**
 * What a PAC file or the system's settings say of an address, as Chromium puts it: `PROXY a:3128; SOCKS5 b:1080; DIRECT`
 * (https://www.electronjs.org/docs/latest/api/session#sesresolveproxyurl). The first that can be used is taken.
 */
export function readProxyList(list: string): ProxyAnswer {
  const ways = list
    .split(';')
    .map((entry) => entry.trim().split(/\s+/))
    .filter(([kind]) => kind !== undefined && kind !== '');
  for (const [kind = '', host] of ways) {
    const scheme = SCHEMES.get(kind.toUpperCase());
    if (kind.toUpperCase() === 'DIRECT') return { kind: 'direct' };
    if (scheme !== undefined && host !== undefined)
      return { kind: 'proxy', url: `${scheme}://${host}` };
  }
  if (ways.length === 0) return { kind: 'direct' };
  return { kind: 'unsupported', text: ways.map((words) => words.join(' ')).join('; ') };
}

const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['PROXY', 'http'],
  ['HTTP', 'http'],
  ['HTTPS', 'https'],
]);
