const KEY = 'atrium.token';

/** The parts of `window` this file needs, so that it runs in a test. */
export interface TokenPlace {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * The loopback page's key arrives as `#token=…` (a fragment never leaves the browser), is kept for this tab
 * and taken out of the address, because the router owns the fragment from then on.
 * Null when the page was opened without one.
 */
export function takeToken(place: TokenPlace): string | null {
  const match = /^#token=([A-Za-z0-9_-]+)/.exec(place.location.hash);
  const token = match?.[1];
  if (!token) return place.sessionStorage.getItem(KEY);
  place.sessionStorage.setItem(KEY, token);
  place.history.replaceState(null, '', place.location.pathname + place.location.search);
  return token;
}
