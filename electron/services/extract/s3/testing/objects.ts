import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { encodeUri, escapeXml, S3Fault } from './s3-error.ts';

export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  /** Quoted: the MD5 of the body, or, where the store is told so, anything, as S3 does under KMS. */
  readonly etag: string;
  readonly modified: Date;
  /** Base64, big-endian, as `x-amz-checksum-crc32` carries it. */
  readonly crc32: string;
}

/** A bucket: objects by key, listed in the order of their UTF-8 bytes. */
export interface Bucket {
  put(key: string, body: Uint8Array): StoredObject;
  get(key: string): StoredObject | undefined;
  remove(key: string): void;
  keys(): readonly string[];
}

export function createBucket(now: () => Date, opaqueEtags: boolean): Bucket {
  const objects = new Map<string, StoredObject>();
  let sorted: string[] | undefined;
  let version = 0;
  return {
    put(key, body) {
      if (!objects.has(key)) sorted = undefined;
      const salt = opaqueEtags ? `${key}\0${++version}\0` : '';
      const etag = `"${createHash('md5').update(salt).update(body).digest('hex')}"`;
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(body));
      const stored = {
        key,
        body: Buffer.from(body),
        etag,
        modified: now(),
        crc32: sum.toString('base64'),
      };
      objects.set(key, stored);
      return stored;
    },
    get: (key) => objects.get(key),
    remove(key) {
      objects.delete(key);
      sorted = undefined;
    },
    keys: () => (sorted ??= [...objects.keys()].toSorted(byBytes)),
  };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** ListObjectsV2 (and its forerunner's `marker`) with prefix, delimiter, start-after, paging and encoding-type. */
export function listObjects(
  name: string,
  bucket: Bucket,
  query: URLSearchParams,
  largestPage: number,
): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after =
    token === null ? (query.get('start-after') ?? query.get('marker') ?? '') : fromToken(token);
  const most = Math.min(largestPage, Number(query.get('max-keys') ?? 1000));
  const encode = query.get('encoding-type') === 'url' ? encodeKey : escapeXml;

  const contents: StoredObject[] = [];
  const folders = new Set<string>();
  let last = '';
  let more = false;
  for (const key of bucket.keys()) {
    if (!key.startsWith(prefix) || (after !== '' && byBytes(key, after) <= 0)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const folder = end < 0 ? '' : key.slice(0, end + delimiter.length);
    if (folder !== '' && (folders.has(folder) || after.startsWith(folder))) continue;
    if (contents.length + folders.size >= most) {
      more = true;
      break;
    }
    const object = bucket.get(key);
    if (folder !== '') folders.add(folder);
    else if (object) contents.push(object);
    last = folder === '' ? key : folder;
  }
  const next = more ? `<NextContinuationToken>${toToken(last)}</NextContinuationToken>` : '';
  const items = contents.map(
    (o) =>
      `<Contents><Key>${encode(o.key)}</Key><LastModified>${o.modified.toISOString()}</LastModified>` +
      `<ETag>${escapeXml(o.etag)}</ETag><Size>${o.body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const common = [...folders].map(
    (f) => `<CommonPrefixes><Prefix>${encode(f)}</Prefix></CommonPrefixes>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>${escapeXml(name)}</Name><Prefix>${encode(prefix)}</Prefix><MaxKeys>${most}</MaxKeys>` +
    (query.get('encoding-type') === 'url' ? '<EncodingType>url</EncodingType>' : '') +
    `<KeyCount>${contents.length + folders.size}</KeyCount><IsTruncated>${more}</IsTruncated>${next}` +
    `${items.join('')}${common.join('')}</ListBucketResult>`
  );
}

const toToken = (key: string): string => Buffer.from(key).toString('base64url');
const fromToken = (token: string): string => Buffer.from(token, 'base64url').toString();
const encodeKey = (key: string): string => encodeUri(key).replaceAll('%2F', '/');

/** First and last byte of a `Range` header, or undefined where it asks for the whole; throws 416. */
export function rangeOf(
  header: string,
  size: number,
): { readonly first: number; readonly last: number } | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (!parts) return undefined;
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size || (from === '' && Number(to) === 0))
    throw new S3Fault(416, 'InvalidRange', 'The requested range is not satisfiable');
  return first <= last ? { first, last } : undefined;
}
