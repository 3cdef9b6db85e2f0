import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** So many bytes are kept in memory: an ordinary day never needs the file. */
const KEPT = 1 << 20;

/** Bytes by where they were put, few in memory and the rest in a temporary file: what no column of ours is for has any size. */
export interface SpilledBytes {
  /** Where `bytes[from … to)` can be had from now on. Throws what the file system says (ENOSPC). */
  put(bytes: Uint8Array, from: number, to: number): number;
  at(place: number, length: number): Uint8Array;
}

/** Closes the file of bytes nobody can ask for any more; it has no name, so that closing removes it. */
const open = new FinalizationRegistry<number>((file) => closeSync(file));

export function spilledBytes(kept = KEPT): SpilledBytes {
  let memory = new Uint8Array(1 << 10);
  let held = 0;
  let file: number | undefined;
  let written = 0;

  const store: SpilledBytes = {
    put(bytes, from, to) {
      const length = to - from;
      if (file === undefined && held + length <= kept) {
        if (held + length > memory.length) {
          memory = new Uint8Array(
            memory.buffer.transfer(Math.max(held + length, 2 * memory.length)),
          );
        }
        memory.set(bytes.subarray(from, to), held);
        held += length;
        return held - length;
      }
      if (file === undefined) open.register(store, (file = nameless()));
      const place = kept + written;
      for (let at = from; at < to;) {
        const wrote = writeSync(file, bytes, at, to - at, written);
        at += wrote;
        written += wrote;
      }
      return place;
    },
    at(place, length) {
      if (place < kept) return memory.subarray(place, place + length);
      const bytes = new Uint8Array(length);
      if (file !== undefined) readSync(file, bytes, 0, length, place - kept);
      return bytes;
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
