import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '../../shared/contracts/problem.ts';
import type { StoredPart } from '../../shared/contracts/storage.ts';
import type { Table } from './table.ts';

interface StorageServices {
  readonly dataFolder: string;
  /** True while an import runs: it reads and writes the cache. */
  readonly importing: () => boolean;
}

export function storageCalls({
  dataFolder,
  importing,
}: StorageServices): Pick<Table, 'storage.sizes' | 'storage.clearCache'> {
  return {
    'storage.sizes': async () => ({ dataFolder, parts: await partsOf(dataFolder) }),
    'storage.clearCache': async () => {
      if (importing())
        throw refuse('busy', 'A sync is running and uses the cache.', {
          stillWorks: 'It goes on, and the screens stay usable.',
          next: 'Wait for it to end, or cancel it, then clear the cache.',
        });
      const cache = path.join(dataFolder, 'cache');
      const freed = await bytesIn(cache);
      await rm(cache, { recursive: true, force: true });
      return { freed };
    },
  };
}

/** SQLite keeps a write-ahead log and an index of it beside a database. */
const OF: readonly (readonly [StoredPart['id'], string, RegExp])[] = [
  ['facts', 'facts.db', /^facts\.db/],
  ['people', 'people.db', /^people\.db/],
  ['backups', 'backups', /^backups$/],
  ['cache', 'cache', /^cache$/],
  ['sample', 'sample', /^sample$/],
];

async function partsOf(folder: string): Promise<readonly StoredPart[]> {
  const bytes = new Map<StoredPart['id'], number>();
  for (const name of await readdir(folder)) {
    const id = OF.find(([, , names]) => names.test(name))?.[0] ?? 'other';
    bytes.set(id, (bytes.get(id) ?? 0) + (await bytesIn(path.join(folder, name))));
  }
  const parts = OF.map(([id, name]): StoredPart => ({ id, name, bytes: bytes.get(id) ?? 0 }));
  return [...parts, { id: 'other', name: 'the rest', bytes: bytes.get('other') ?? 0 }];
}

/** A file that goes away while it is counted counts as nothing. */
async function bytesIn(place: string): Promise<number> {
  const info = await stat(place).catch(() => undefined);
  if (!info) return 0;
  if (!info.isDirectory()) return info.size;
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => stat(path.join(entry.parentPath, entry.name)).catch(() => undefined)),
  );
  return sizes.reduce((sum, each) => sum + (each?.size ?? 0), 0);
}
