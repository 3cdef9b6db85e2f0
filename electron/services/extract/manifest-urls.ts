import { badDelivery, type ManifestEntry } from './manifest.ts';

export interface Home {
  /** `s3://bucket/prefix/`: what is synced. */
  readonly address: string;
  /** Deliveries that were copied here: manifests name `from`, the files lie in `to`. */
  readonly moved?: { readonly from: string; readonly to: string } | undefined;
}

/**
 * Where each entry's file lies below the manifest's own folder, in a bucket: a manifest may name only what lies there. One
 * written for another bucket or prefix is refused, unless a person said that its files were moved.
 */
export function placesBelow(
  entries: readonly ManifestEntry[],
  folder: string,
  where: string,
  { address, moved }: Home,
): readonly string[] {
  const own = address + folder;
  return entries.map(({ url }) => {
    const { key } = bucketOf(url, where);
    if (isUpward(key)) throw badDelivery(`${where} names ${url}, which leads out of its folder.`);
    const here =
      moved && url.startsWith(moved.from) ? moved.to + url.slice(moved.from.length) : url;
    if (here.startsWith(own)) return here.slice(own.length);
    if (here.startsWith(address)) throw outside(where, url, folder);
    const tail = keyFolders(folder);
    const cut = tail === '' ? undefined : splitAt(key, tail);
    throw badDelivery(
      `${where} names ${url}, which does not lie below ${address}.`,
      cut === undefined
        ? undefined
        : `If the deliveries were copied here on purpose, say so in mapping.json: "bucket": { "from": "${url.slice(0, url.length - key.length)}${cut.prefix}", "to": "${own.slice(0, own.length - tail.length)}" }.`,
    );
  });
}

/**
 * Where each entry's file lies below the manifest's own folder, wherever that was when it was written. A manifest may name only what lies there: another
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
      throw outside(where, url, folder);
    prefix = cut.prefix;
    return cut.name;
  });
}

const outside = (where: string, url: string, folder: string): Error =>
  badDelivery(`${where} names ${url}, which lies outside its own folder ${folder || '.'}.`);

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
