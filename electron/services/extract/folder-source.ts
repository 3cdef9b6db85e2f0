import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { Source, SourceFile } from './source.ts';

/** A folder of deliveries, or one file taken as the whole of a delivery. */
export async function openLocalSource(location: string): Promise<Source> {
  const full = path.resolve(location);
  const info = await stat(full).catch(() => undefined);
  if (!info)
    throw refuse('source_missing', `There is no folder or file ${full}.`, {
      stillWorks: 'The days already synced stay as they are.',
      next: 'Check the path and try again.',
    });
  return info.isDirectory()
    ? localSource(full, full, () => walk(full, ''))
    : localSource(full, path.dirname(full), () =>
        Promise.resolve([{ path: path.basename(full), size: info.size }]),
      );
}

function localSource(
  name: string,
  root: string,
  list: () => Promise<readonly SourceFile[]>,
): Source {
  const at = (file: string): string => path.join(root, ...file.split('/'));
  return {
    name,
    list,
    open: (file) => createReadStream(at(file), { highWaterMark: 1 << 20 }),
    readText: (file) => readFile(at(file), 'utf8'),
  };
}

/** All files below a folder; links are not followed, so that a loop cannot trap a sync. */
async function walk(root: string, below: string): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  const entries = await readdir(path.join(root, below), { withFileTypes: true });
  for (const entry of entries) {
    const relative = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await walk(root, relative)));
    else if (entry.isFile())
      found.push({ path: relative, size: (await stat(path.join(root, relative))).size });
  }
  return found;
}
