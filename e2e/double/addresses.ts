/**
 * Chromium drops requests of schemes it does not know before anyone can answer them, so under the double
 * `app://atrium/x` travels as `https://atrium.app.test/x`, a secure context like the original.
 */
const KNOWN = new Set(['http', 'https', 'file', 'about', 'data', 'blob', 'devtools']);
const OWN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i;
const WEB = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.test(.*)$/i;

export function toWeb(address: string): string {
  const [, scheme = '', host = '', rest = ''] = OWN.exec(address) ?? [];
  if (!scheme || KNOWN.has(scheme.toLowerCase())) return address;
  return `https://${host}.${scheme}.test${rest || '/'}`;
}

export function toApp(address: string): string {
  const [, host, scheme, rest = ''] = WEB.exec(address) ?? [];
  return host && scheme ? `${scheme}://${host}${rest}` : address;
}
