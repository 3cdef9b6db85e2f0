/** Where our own page lives: a scheme of our own instead of file:// (Electron security checklist, item 18). */
export const SCHEME = 'app';
export const HOST = 'atrium';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;

/**
 * Is this address one of our page's? Compares protocol and host each by itself: for schemes of one's own,
 * `new URL('app://atrium/').origin` is the text 'null' in Node, so an origin says nothing here.
 */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST;
}
