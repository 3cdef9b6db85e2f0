import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bucket } from './objects.ts';

/** Uploads a book from a folder; `prefix` ends with `/` or is empty, `only` takes paths below the folder. */
export async function putBook(
  folder: string,
  bucket: Bucket,
  prefix: string,
  only: (file: string) => boolean = () => true,
): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    const file = path.relative(folder, at).replaceAll(path.sep, '/');
    if (entry.isFile() && only(file)) bucket.put(prefix + file, await readFile(at));
  }
}
