import { badDelivery, type ManifestEntry } from './manifest.ts';

/**
 * Where each entry's file lies below the manifest's own folder. A manifest may name only what lies there: another
 * bucket, another prefix or a way upwards is refused, whoever wrote it. `folder` ends with `/` or is empty.
 */
export function placesOf(
  entries: readonly ManifestEntry[],
  folder: string,
  where: string,
): readonly string[] {
  const parts = entries.map((entry) => ({ ...bucketOf(entry.url, where), url: entry.url }));
  const bucket = parts[0]?.bucket;
  const tail = keyFolders(folder);
  let prefix: string | undefined;
  return parts.map(({ bucket: own, key, url }) => {
    if (own !== bucket)
      throw badDelivery(`${where} names files in two buckets, ${bucket} and ${own}: ${url}.`);
    if (isUpward(key)) throw badDelivery(`${where} names ${url}, which leads out of its folder.`);
    const cut = splitAt(key, tail);
    if (cut === undefined || (prefix !== undefined && cut.prefix !== prefix))
      throw badDelivery(
        `${where} names ${url}, which lies outside its own folder ${folder || '.'}.`,
      );
    prefix = cut.prefix;
    return cut.name;
  });
}

function bucketOf(url: string, where: string): { bucket: string; key: string } {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^/]+)\/(.+)$/i.exec(url);
  if (!match) throw badDelivery(`${where} names ${url}, which is no address of a file.`);
  return { bucket: match[1] ?? '', key: match[2] ?? '' };
}

/** `company_facts/ds=2026-11-20/run=…/` → `ds=2026-11-20/run=…/`: what a copy of a delivery elsewhere keeps. */
function keyFolders(folder: string): string {
  const match = /(?:^|\/)((?:[^/=]+=[^/]*\/)+)$/.exec(folder);
  return match?.[1] ?? '';
}

function isUpward(key: string): boolean {
  return key.split('/').some((part) => {
    const plain = part.replaceAll(/%2e/gi, '.');
    return plain === '..' || plain === '.' || plain === '' || /[\\\0]|%2f|%5c/i.test(part);
  });
}

/** What stands before the delivery's folder, and the file's name in it; undefined when it is not below it. */
function splitAt(key: string, tail: string): { prefix: string; name: string } | undefined {
  if (tail !== '') {
    const at = `/${key}`.lastIndexOf(`/${tail}`);
    return at < 0 ? undefined : { prefix: key.slice(0, at), name: key.slice(at + tail.length) };
  }
  const name = /(?:^|\/)((?:[^/=]+=[^/]*\/)*[^/]+)$/.exec(key)?.[1] ?? '';
  return { prefix: key.slice(0, key.length - name.length), name };
}
