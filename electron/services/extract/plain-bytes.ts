import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { badDelivery } from './manifest.ts';
import type { Source } from './source.ts';

/** 64 KB, the default, halves the speed of gunzip. */
const CHUNK = 1 << 20;

const MAGIC: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'gzip', bytes: [0x1f, 0x8b] },
  { name: 'zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'Parquet', bytes: [0x50, 0x41, 0x52, 0x31] },
];

/** A file's text as bytes, plain or unpacked. What it is, its first bytes tell: UNLOAD's names may lie. */
export async function* plainBytes(source: Source, file: string): AsyncGenerator<Uint8Array> {
  const raw = source.open(file)[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const head = await raw.next();
  if (head.done) return;
  const kind = MAGIC.find((m) => m.bytes.every((byte, i) => head.value[i] === byte))?.name;
  const rest = prepend(head.value, raw);
  if (kind === undefined) yield* rest;
  else if (kind === 'gzip') yield* gunzipped(rest, file);
  else throw badDelivery(`${file} is ${kind}; this version reads CSV, plain or gzip.`);
}

async function* prepend(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* gunzipped(
  bytes: AsyncGenerator<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const fed = pipeline(bytes, gunzip);
  // The iteration below meets the same error; this keeps the other copy from ending the process.
  fed.catch(() => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
    await fed;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'Z_BUF_ERROR')
      throw badDelivery(`${file} ends in the middle: its gzip data is cut short.`);
    if (code === 'Z_DATA_ERROR') throw badDelivery(`${file} is damaged: its gzip data is wrong.`);
    throw error;
  }
}
