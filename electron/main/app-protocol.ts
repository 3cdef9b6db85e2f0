import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { HOST, SCHEME } from './own-origin.ts';

/**
 * Everything the page may load, and nothing else. Styles set through the DOM (`element.style`) are not governed by
 * CSP, so not even inline style attributes need an exception.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** Must run before the app is ready: Chromium learns its schemes once, at start. */
export function declareAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `app://atrium/` from the built page's folder. */
export function serveApp(protocol: Protocol, root: string): void {
  protocol.handle(SCHEME, (request) => answer(root, request.method, request.url));
}

async function answer(root: string, method: string, address: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405);
  const file = fileBehind(root, address);
  if (file === undefined) return refusal(404);
  try {
    const body = new Uint8Array(await readFile(file));
    return new Response(body, { headers: headersFor(file) });
  } catch {
    return refusal(404);
  }
}

/**
 * The file an address names, or undefined when it is not inside `root`. The check is on the resolved relative path, so
 * neither `..` in any encoding nor a sibling folder with the same beginning gets out.
 */
export function fileBehind(root: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || url.host !== HOST) return undefined;
  let pathname: string;
  try {
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (pathname.includes('\0')) return undefined;
  const file = path.join(root, pathname === '/' ? 'index.html' : pathname);
  const inside = path.relative(root, file);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return undefined;
  return file;
}

function headersFor(file: string): Record<string, string> {
  return {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    // A name that is only looked up has left the machine as well.
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

function refusal(status: number): Response {
  return new Response('', {
    status,
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
  });
}
