import { Readable } from 'node:stream';
import type { DayRows } from '../day-rows.ts';
import type { CheckedFile } from '../deliveries.ts';
import type { ManifestColumn } from '../manifest.ts';
import type { Mapping } from '../mapping.ts';
import { readDay } from '../read-day.ts';
import type { Source } from '../source.ts';

/** Files held in memory, given out in pieces of `piece` bytes. */
export function memorySource(files: Readonly<Record<string, Uint8Array>>, piece = 1 << 20): Source {
  const at = (path: string): Uint8Array => files[path] ?? new Uint8Array(0);
  return {
    name: 'memory',
    list: () =>
      Promise.resolve(Object.entries(files).map(([path, b]) => ({ path, size: b.length }))),
    open: (path) => Readable.from(pieces(at(path), piece)),
    readText: (path) => Promise.resolve(Buffer.from(at(path)).toString('utf8')),
  };
}

function* pieces(bytes: Uint8Array, piece: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

export interface ReadOptions {
  readonly mapping?: Mapping;
  readonly schema?: readonly ManifestColumn[];
  /** Record counts as the manifest would say them, by path. */
  readonly records?: Readonly<Record<string, number>>;
  readonly piece?: number;
}

/** Reads files held in memory as one day, attributes and all. */
export function readFiles(
  files: Readonly<Record<string, Uint8Array>>,
  options: ReadOptions = {},
): Promise<DayRows> {
  const checked = Object.entries(files).map(([path, bytes]): CheckedFile => ({
    path,
    size: bytes.length,
    records: options.records?.[path],
    schema: options.schema,
  }));
  return readDay(memorySource(files, options.piece), checked, {
    day: undefined,
    signal: new AbortController().signal,
    mapping: options.mapping,
  });
}
