import { createHash } from 'node:crypto';
import type { Day } from '../../../shared/domain/day.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import {
  badDelivery,
  MAX_MANIFEST_BYTES,
  parseManifest,
  parseMarker,
  type ControlTotals,
  type ManifestColumn,
} from './manifest.ts';
import { placesBelow, placesOf } from './manifest-urls.ts';
import { NO_MAPPING, type Mapping } from './mapping.ts';
import type { Source, SourceFile } from './source.ts';

/** One delivery of one day as found at the source, not yet looked into. */
export interface Delivery {
  /** Undefined for a file whose name has no day: the first record tells. */
  readonly day: Day | undefined;
  readonly runId: string;
  readonly files: readonly SourceFile[];
  /** True for files in a `run=` folder, which count only with their manifest. */
  readonly needsManifest: boolean;
}

export interface CheckedFile extends SourceFile {
  /** Records with the header line, where the manifest says. */
  readonly records: number | undefined;
  /** The manifest's schema, in the order of the file's fields. */
  readonly schema?: readonly ManifestColumn[] | undefined;
}

/** A delivery whose files are all there with the sizes the manifest says. */
export interface CheckedDelivery {
  readonly files: readonly CheckedFile[];
  readonly totals: ControlTotals | undefined;
  /** True where counts could be checked against a manifest. */
  readonly verified: boolean;
  /** Equal fingerprints: the same bytes, nothing to do. */
  readonly fingerprint: string;
  /** Names of files in the delivery's folder that its manifest does not name: an earlier run's, and not read. */
  readonly orphans?: readonly string[];
}

const PARTITION = /(?:^|\/)ds=(\d{4}-\d{2}-\d{2})\/(?:run=([^/]+)\/)?((?:[^/=]+=[^/]*\/)*[^/]+)$/;
const DAY_FILE =
  /(?:^|[/_.-])(\d{4}-\d{2}-\d{2})(?:\.(?:csv|tsv|psv|txt|text|dat|json|jsonl|ndjson|parquet|pq))?(?:\.(?:gz|gzip|zst|zstd|bz2))?$/i;
const SINGLE = 'single-file';

/**
 * Groups what lies at the source into deliveries: `ds=…/run=…/` folders and single files a day. Of several runs of a
 * day the newest (run ids are UTC times, so text order is time order) stands; the others are superseded.
 */
export function findDeliveries(files: readonly SourceFile[]): readonly Delivery[] {
  const runs = new Map<string, { day: Day; runId: string; files: SourceFile[] }>();
  const singles: Delivery[] = [];
  for (const file of files) {
    const part = PARTITION.exec(file.path);
    const day = part ? parseDay(part[1] ?? '') : undefined;
    if (part && day !== undefined) {
      const key = file.path.slice(0, file.path.length - (part[3] ?? '').length);
      const run = runs.get(key) ?? { day, runId: part[2] ?? SINGLE, files: [] };
      run.files.push(file);
      runs.set(key, run);
      continue;
    }
    const named = DAY_FILE.exec(file.path);
    if (named || files.length === 1)
      singles.push({
        day: named ? parseDay(named[1] ?? '') : undefined,
        runId: SINGLE,
        files: [file],
        needsManifest: false,
      });
  }
  const newest = new Map<Day | undefined, Delivery>();
  for (const single of singles) newest.set(single.day, single);
  for (const run of runs.values()) {
    const other = newest.get(run.day);
    if (other && other.runId !== SINGLE && other.runId > run.runId) continue;
    newest.set(run.day, { ...run, needsManifest: run.runId !== SINGLE });
  }
  return [...newest.values()].toSorted((a, b) => (b.day ?? Infinity) - (a.day ?? Infinity));
}

/**
 * Checks names and sizes against the manifest before a byte of data is read; throws `bad_delivery`. Of the mapping it
 * takes where copied deliveries lie, and its seal, so that a day is read again when the mapping has changed.
 */
export async function checkDelivery(
  source: Source,
  delivery: Delivery,
  { seal, bucket: moved }: Pick<Mapping, 'seal' | 'bucket'> = NO_MAPPING,
): Promise<CheckedDelivery> {
  const folder = runFolder(delivery.files[0]?.path ?? '');
  const byName = new Map(delivery.files.map((f) => [f.path.slice(folder.length), f]));
  const manifest = [...byName].find(([name]) => name.endsWith('manifest'))?.[1];
  const marker = byName.get('_delivery.json');
  if (!manifest) {
    if (delivery.needsManifest)
      throw badDelivery(
        `The delivery ${folderOf(delivery)} has no manifest yet: it may still be being written.`,
        'Sync again in a while.',
      );
    const files = delivery.files.filter((f) => !/^[_.]/.test(nameOf(f.path)));
    return {
      files: files.map((f) => ({ ...f, records: undefined })),
      totals: undefined,
      verified: false,
      fingerprint: sealed(await contentHash(source, files), seal),
    };
  }
  if (manifest.size > MAX_MANIFEST_BYTES)
    throw badDelivery(
      `${manifest.path} has ${manifest.size} bytes; a manifest of more than ${MAX_MANIFEST_BYTES} is not read.`,
    );
  const manifestText = await source.readText(manifest.path);
  const { entries, columns } = parseManifest(manifestText, manifest.path);
  const { address } = source;
  const places =
    address === undefined
      ? placesOf(entries, folder, manifest.path)
      : placesBelow(entries, folder, manifest.path, { address, moved });
  const files = entries.map(({ bytes, records }, i): CheckedFile => {
    const name = places[i] ?? '';
    const file = byName.get(name);
    if (!file)
      throw badDelivery(
        `${manifest.path} names ${name}, which is not there.`,
        undefined,
        FILE_MISSING,
      );
    if (bytes !== undefined && bytes !== file.size)
      throw badDelivery(
        `${file.path} has ${file.size} bytes; its manifest says ${bytes}: the file is cut short or was replaced.`,
      );
    return { ...file, records, schema: columns };
  });
  const markerText = marker && (await source.readText(marker.path));
  const named = new Set(places);
  return {
    files,
    totals: marker && markerText !== undefined ? parseMarker(markerText, marker.path) : undefined,
    verified: entries.every((e) => e.records !== undefined),
    fingerprint: sealed(sha256([delivery.runId, manifestText, markerText ?? '']), seal),
    orphans: [...byName.keys()].filter(
      (name) => !named.has(name) && !/^[_.]/.test(nameOf(name)) && !name.endsWith('manifest'),
    ),
  };
}

const FILE_MISSING = 'a file that the manifest names is not there';

/** Whether a delivery was refused for a file that may yet come. */
export const isFileMissing = (error: unknown): boolean =>
  error instanceof Error && error.cause === FILE_MISSING;

/** The folder of a run or a day: a manifest's names are told from there, PARTITION BY's folders included. */
function runFolder(path: string): string {
  const part = PARTITION.exec(path);
  if (part) return path.slice(0, path.length - (part[3] ?? '').length);
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Without a manifest only the bytes tell whether a file is new, or what the source says of them. */
async function contentHash(source: Source, files: readonly SourceFile[]): Promise<string> {
  const etags = files.flatMap((f) => (f.etag === undefined ? [] : [f.etag, String(f.size)]));
  if (etags.length === 2 * files.length && files.length > 0) return sha256(etags);
  const hash = createHash('sha256');
  for (const file of files) {
    for await (const chunk of source.open(file.path)) hash.update(chunk as Uint8Array);
  }
  return hash.digest('hex');
}

const sealed = (fingerprint: string, seal: string): string =>
  seal === '' ? fingerprint : sha256([fingerprint, seal]);

function sha256(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

export function folderOf(delivery: Delivery): string {
  const first = delivery.files[0]?.path ?? '';
  return delivery.needsManifest ? runFolder(first) : first;
}
