import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** So many bytes are kept in memory: an ordinary day never needs the file. */
const KEPT = 8 << 20;

/** Texts by number, few in memory and the rest in a temporary file: what no column of ours is for has any size. */
export interface SpilledTexts {
  /** The number of a text from now on. Throws what the file system says (ENOSPC). */
  put(text: string): number;
  at(number: number): string;
}

/** Closes the file of texts nobody can ask for any more; it has no name, so that closing removes it. */
const open = new FinalizationRegistry<number>((file) => closeSync(file));

export function spilledTexts(kept = KEPT): SpilledTexts {
  const texts: string[] = [];
  const starts: number[] = [];
  const sizes: number[] = [];
  let bytes = 0;
  let file: number | undefined;
  let written = 0;

  const store: SpilledTexts = {
    put(text) {
      if (bytes < kept) {
        bytes += text.length;
        return texts.push(text) - 1;
      }
      if (file === undefined) open.register(store, (file = nameless()));
      const data = Buffer.from(text);
      for (let at = 0; at < data.length;)
        at += writeSync(file, data, at, data.length - at, written + at);
      starts.push(written);
      written += data.length;
      return texts.length + sizes.push(data.length) - 1;
    },
    at(number) {
      if (number < texts.length) return texts[number] ?? '';
      const at = number - texts.length;
      const data = Buffer.alloc(sizes[at] ?? 0);
      if (file !== undefined) readSync(file, data, 0, data.length, starts[at] ?? 0);
      return data.toString('utf8');
    },
  };
  return store;
}

/** A file that goes when it is closed, however the process ends. */
function nameless(): number {
  const name = path.join(tmpdir(), `atrium-${randomUUID()}`);
  const file = openSync(name, 'wx+', 0o600);
  rmSync(name, { force: true });
  return file;
}
