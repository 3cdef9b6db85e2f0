import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** 256 bits from the system's generator, in characters a fragment may hold. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The status a request is refused with before anything else is looked at, or undefined.
 *
 * - 421 for a foreign Host: a name of the attacker's that was made to resolve to 127.0.0.1 (DNS rebinding) makes his
 *   page same-origin with us in the browser's eyes, and the Host header is where it shows.
 * - 403 for a foreign Origin: another page's script sent this.
 */
export function refusedSender(headers: IncomingHttpHeaders, origin: string): 421 | 403 | undefined {
  if (`http://${headers.host ?? ''}` !== origin) return 421;
  if (headers.origin !== undefined && headers.origin !== origin) return 403;
  return undefined;
}

/**
 * True when a script of our own page may have sent this. Browsers set Sec-Fetch-Site themselves; a request without it
 * comes from an old browser or from no browser, and then the token decides alone.
 */
export function fromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}

/** Compares in constant time, so that the time of a refusal tells nothing about the token. */
export function bearsToken(headers: IncomingHttpHeaders, token: string): boolean {
  const want = Buffer.from(`Bearer ${token}`);
  const got = Buffer.from(headers.authorization ?? '');
  return got.length === want.length && timingSafeEqual(got, want);
}
