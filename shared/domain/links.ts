/** Links to a screen that can be sent to a colleague: `atrium://account/12/location/34?ds=2026-11-20`. */
export const LINK_SCHEME = 'atrium';

/** The link of a screen. `route`: as the page's router has it, path and search: `/office/12/34?ds=2026-11-20`. */
export function linkOf(route: string): string {
  const [path, search] = split(route);
  const [, companyId, locationId] = /^\/office\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const place =
    companyId === undefined ? path.slice(1) : `account/${companyId}/location/${locationId}`;
  return `${LINK_SCHEME}://${place}${search}`;
}

/** The screen a link leads to; undefined for what is no link of ours. */
export function routeOf(link: string): string | undefined {
  const match = /^atrium:\/\/([^?#]*)(\?[^#]*)?/i.exec(link);
  if (!match) return undefined;
  const [, place = '', search = ''] = match;
  const path = place.replace(/\/+$/, '');
  const [, companyId, locationId] = /^account\/([^/]+)\/location\/([^/]+)$/.exec(path) ?? [];
  return `${companyId === undefined ? `/${path}` : `/office/${companyId}/${locationId}`}${search}`;
}

function split(route: string): readonly [string, string] {
  const at = route.indexOf('?');
  return at < 0 ? [route, ''] : [route.slice(0, at), route.slice(at)];
}
