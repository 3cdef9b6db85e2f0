import { watch as watchFolder } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { checkDelivery, findDeliveries, type Delivery } from '../services/extract/deliveries.ts';
import { openLocalSource } from '../services/extract/folder-source.ts';
import type { Mapping } from '../services/extract/mapping.ts';
import type { Source } from '../services/extract/source.ts';
import type { Timers } from './timers.ts';

export interface WatchOptions {
  readonly timers: Timers;
  /** Theirs, where a settings file says where copied deliveries lie; it may be wrong just now. */
  readonly mapping: () => Promise<Mapping | undefined>;
  /** What the store has of a delivery: its data, or that it was looked at. */
  readonly known: (delivery: Delivery) => 'published' | 'seen' | undefined;
  /** An import runs: what it brings in is no news, so the telling waits for its end. */
  readonly busy: () => boolean;
  readonly onDelivery: () => void;
}

/** Files come in bursts; after this long without a sound somebody has a look. */
const QUIET = 3_000;
/** Where the system tells nothing (network shares, most of all), or something was missed. */
const POLL = 60_000;
const POLL_WATCHED = 5 * POLL;
/** Between looks at a delivery that is being written; the last one repeats. */
const WAITS = [QUIET, 2 * QUIET, 4 * QUIET, 10 * QUIET, POLL, POLL, POLL_WATCHED];
/** Folders of days that are watched one by one where a whole tree cannot be. */
const NEWEST = 3;

/**
 * Watches a folder of deliveries, or a single file, and tells when one has landed whole that the store does not know: a
 * run's folder counts once its manifest is there and what it names has the right size; a file without a manifest once it
 * has stopped growing. The answer ends the watch.
 */
export function watchDeliveries(place: string, options: WatchOptions): () => void {
  const { timers, known, busy, onDelivery } = options;
  const watchers = new Map<string, () => void>();
  /** Signs of what was told, or known at the first look; undefined before it. */
  let seen: ReadonlySet<string> | undefined;
  /** Whole at the last look for the first time. */
  let fresh: ReadonlySet<string> = new Set();
  /** Looks in a row that found something half written. */
  let unsettled = 0;
  let gone = false;
  let looking = false;
  /** Since when files move without a look in between. */
  let stirredAt: number | undefined;
  let ended = false;
  let disarm: () => void = () => undefined;

  const lookIn = (ms: number): void => {
    disarm();
    if (!ended) disarm = timers.after(ms, () => void look());
  };

  /** Something moves: a look when it is quiet again, and once in a while where it never is. */
  function stir(): void {
    stirredAt ??= timers.now();
    if (!looking) lookIn(Math.max(0, Math.min(QUIET, stirredAt + POLL - timers.now())));
  }

  async function look(): Promise<void> {
    if (looking || ended) return;
    looking = true;
    stirredAt = undefined;
    let wait = POLL;
    try {
      wait = await compare();
    } catch {
      // The folder is gone, or a share is away: its return is news.
      gone = true;
      for (const folder of watchers.keys()) unwatch(folder);
    }
    looking = false;
    lookIn(stirredAt === undefined ? wait : Math.min(wait, QUIET));
  }

  /** Looks, tells what is new and whole, and says when to look again. */
  async function compare(): Promise<number> {
    const source = await openLocalSource(place);
    const deliveries = findDeliveries(await source.list());
    const isFolder = (await stat(place)).isDirectory();
    keepWatching(isFolder ? foldersOf(place, deliveries) : [path.dirname(place)]);
    const before = seen ?? new Set(deliveries.filter((d) => known(d) !== undefined).map(signOf));
    const open = deliveries.filter((d) => !before.has(signOf(d)) && !isIn(d));
    const ready = new Set<string>();
    const mapping = open.length > 0 ? await options.mapping().catch(() => undefined) : undefined;
    for (const delivery of open)
      if (await isWhole(source, delivery, mapping)) ready.add(signOf(delivery));
    const isSettled = ready.size > 0 && [...ready].every((sign) => fresh.has(sign));
    const isNews = gone || isSettled;
    fresh = ready;
    seen = before;
    if (isNews && busy()) return QUIET;
    if (isNews) seen = new Set([...before, ...ready]);
    gone = false;
    if (isNews && !ended) onDelivery();
    if (ready.size > 0 && !isNews) return QUIET;
    unsettled = open.length > ready.size ? unsettled + 1 : 0;
    return unsettled === 0 ? restWait() : (WAITS[Math.min(unsettled, WAITS.length) - 1] ?? POLL);
  }

  /** A run's folder is written once; a single file of the same name may be another. */
  const isIn = (delivery: Delivery): boolean =>
    delivery.needsManifest && known(delivery) === 'published';

  const restWait = (): number => (watchers.size > 0 ? POLL_WATCHED : POLL);

  function keepWatching(folders: readonly string[]): void {
    for (const folder of watchers.keys()) if (!folders.includes(folder)) unwatch(folder);
    for (const folder of folders) {
      if (ended || watchers.has(folder)) continue;
      try {
        const how = { persistent: false, recursive: WHOLE_TREES };
        const watcher = watchFolder(folder, how, stir);
        watcher.on('error', () => unwatch(folder));
        watchers.set(folder, () => watcher.close());
      } catch {
        // No watching here (too many watches, a file system without): the polls are left.
      }
    }
  }

  function unwatch(folder: string): void {
    watchers.get(folder)?.();
    watchers.delete(folder);
  }

  void look();
  return () => {
    ended = true;
    disarm();
    for (const folder of watchers.keys()) unwatch(folder);
  };
}

/** Linux watches single folders; a tree would be one watch for each file (https://nodejs.org/api/fs.html#caveats). */
const WHOLE_TREES = process.platform !== 'linux';

/** The folders where something new shows: the root, what holds the folders of days, and the newest of those. */
function foldersOf(root: string, deliveries: readonly Delivery[]): readonly string[] {
  if (WHOLE_TREES) return [root];
  const days = new Set<string>();
  for (const { files } of deliveries) {
    const file = files[0]?.path ?? '';
    const end = /(?:^|\/)ds=[^/]+\//.exec(file);
    if (end) days.add(path.join(root, file.slice(0, end.index + end[0].length - 1)));
  }
  return [
    ...new Set([root, ...[...days].map((day) => path.dirname(day)), ...[...days].slice(0, NEWEST)]),
  ];
}

/** Equal for the same files of the same sizes. */
const signOf = ({ runId, files }: Delivery): string =>
  [runId, ...files.map((f) => `${f.path} ${f.size}`).toSorted()].join('\n');

async function isWhole(
  source: Source,
  delivery: Delivery,
  mapping: Mapping | undefined,
): Promise<boolean> {
  if (!delivery.needsManifest) return true;
  return checkDelivery(source, delivery, mapping).then(
    () => true,
    () => false,
  );
}
