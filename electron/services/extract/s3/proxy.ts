import { refuse } from '../../../../shared/contracts/problem.ts';
import type { ProxyAnswer } from '../../../../shared/contracts/wire.ts';
import type { S3Connection } from './connection.ts';

/** How requests leave this computer. */
export interface Way {
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` as the agents read them; empty for none. */
  readonly env: NodeJS.ProcessEnv;
  /** The proxy without its password, and who named it; undefined for the direct way. */
  readonly proxy: string | undefined;
}

export const DIRECT: Way = { env: {}, proxy: undefined };

/**
 * The way to a store: the proxy named in Settings, else the computer's own where somebody can tell it, else the
 * environment's. NO_PROXY goes before all of them, and a store on this machine is behind no proxy.
 */
export async function wayTo(
  connection: S3Connection,
  env: NodeJS.ProcessEnv,
  proxyFor?: (url: string) => Promise<ProxyAnswer | undefined>,
): Promise<Way> {
  const url = new URL(connection.endpoint ?? `https://${connection.bucket}.s3.amazonaws.com`);
  if (isNear(url.hostname)) return DIRECT;
  // The agents read NO_PROXY too; the services that sign a person in may still be behind the proxy.
  if (isPast(url, env)) return { env, proxy: undefined };
  if (connection.proxy === 'manual') {
    const { proxyAddress } = connection;
    if (proxyAddress === undefined)
      throw refuse('bad_request', 'A proxy of its own is chosen for S3, and no address is set.', {
        next: 'Write its address in Settings, like http://proxy.example.com:3128.',
      });
    return through(proxyAddress, 'from Settings', env);
  }
  const system = await proxyFor?.(url.href);
  if (system?.kind === 'proxy') return through(system.url, "from the computer's settings", env);
  const own = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const named = valueOf(env, own);
  if (named) return { env, proxy: `${shown(named)} (${own})` };
  if (system?.kind === 'unsupported')
    throw refuse(
      'proxy_refused',
      `The computer's settings lead to ${url.hostname} through ${system.text}, a kind of proxy Atrium cannot use.`,
      {
        stillWorks: 'The days already synced stay as they are.',
        next: 'Ask IT for an HTTP proxy and set it in Settings, or put it into HTTPS_PROXY.',
      },
    );
  return DIRECT;
}

function through(address: string, source: string, env: NodeJS.ProcessEnv): Way {
  // Only the environment may hold a password: where it names the same proxy, it is asked with that.
  const signedIn = [valueOf(env, 'HTTPS_PROXY'), valueOf(env, 'HTTP_PROXY')].find(
    (named) => named !== undefined && shown(named) === shown(address),
  );
  const asked = signedIn ?? address;
  return {
    env: { HTTP_PROXY: asked, HTTPS_PROXY: asked, NO_PROXY: valueOf(env, 'NO_PROXY') },
    proxy: `${shown(address)} (${source})`,
  };
}

/** Either way of writing the name, as everything else that follows these variables takes it. */
const valueOf = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  env[name] ?? env[name.toLowerCase()];

/** Without user and password. */
function shown(address: string): string {
  const { protocol, host } = URL.parse(address) ?? { protocol: '', host: '' };
  return host === '' ? 'the proxy' : `${protocol}//${host}`;
}

function isNear(host: string): boolean {
  return /^(?:localhost|127\..*|\[::1\])$/.test(host) || host.endsWith('.localhost');
}

/** `NO_PROXY`: hosts with or without port, `.suffix` or `*.suffix` for all below one, `*` for all. */
function isPast({ hostname, host }: URL, env: NodeJS.ProcessEnv): boolean {
  const list = valueOf(env, 'NO_PROXY') ?? '';
  return list.split(/[\s,]+/).some((entry) => {
    const name = entry.toLowerCase().replace(/^\*(?=\.)/, '');
    if (name === '') return false;
    return (
      name === '*' ||
      name === hostname ||
      name === host ||
      (name.startsWith('.') && hostname.endsWith(name))
    );
  });
}
