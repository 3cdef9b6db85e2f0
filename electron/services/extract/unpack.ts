import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { codeOf } from '../../../shared/contracts/problem.ts';
import { badDelivery } from './manifest.ts';
import { release } from './release.ts';
import { zstdFrames } from './zstd-frames.ts';

export type Codec = 'none' | 'gzip' | 'zstd';

/** 64 KB, the default, halves the speed of both. */
const CHUNK = 1 << 20;

export interface UnpackLimits {
  readonly unpackedBytes?: number;
  readonly unpackedRatio?: number;
}

const GB = 1024 ** 3;
const MAX_BYTES = 2 * GB;
const MAX_RATIO = 200;
/** A small file of equal rows packs better than any ratio; only what grows large is doubted. */
const UNDOUBTED_BYTES = 64 * 1024 ** 2;

/**
 * Unpacks, and gives up on what unpacks to more than data does. Throws `bad_delivery`. `own`: the packed chunks are
 * nobody else's.
 */
export async function* unpacked(
  bytes: AsyncGenerator<Uint8Array>,
  codec: 'gzip' | 'zstd',
  file: string,
  limits: UnpackLimits,
  own: boolean,
): AsyncGenerator<Uint8Array> {
  const maxBytes = limits.unpackedBytes ?? MAX_BYTES;
  const maxRatio = limits.unpackedRatio ?? MAX_RATIO;
  const read = { bytes: 0 };
  let written = 0;
  const counted = count(bytes, read, own && codec === 'gzip');
  const chunks = codec === 'gzip' ? gunzipped(counted) : unzstd(counted, own);
  try {
    for await (const chunk of chunks) {
      written += chunk.length;
      if (written > maxBytes)
        throw badDelivery(
          `${file} unpacks to more than ${maxBytes} bytes: it is not read.`,
          'Ask the data team to unload with MAXFILESIZE 64 MB, or raise limits.unpackedBytes in the mapping file.',
        );
      if (written > UNDOUBTED_BYTES && written > maxRatio * read.bytes)
        throw badDelivery(
          `${file} unpacks to more than ${maxRatio} times its size: it is not read.`,
          'Ask the data team what is in it, or raise limits.unpackedRatio in the mapping file.',
        );
      yield chunk;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'Z_BUF_ERROR')
      throw badDelivery(`${file} ends in the middle: its ${codec} data is cut short.`);
    if (code === 'Z_DATA_ERROR' || code.startsWith('ZSTD_error'))
      throw badDelivery(`${file} is damaged: its ${codec} data is wrong.`);
    throw error;
  }
}

async function* count(
  bytes: AsyncGenerator<Uint8Array>,
  read: { bytes: number },
  own: boolean,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    read.bytes += chunk.length;
    yield chunk;
    // A stream asks for the next when it is done with one larger than its high-water mark.
    if (own) release(chunk);
  }
}

function gunzipped(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  return through(bytes, createGunzip({ chunkSize: CHUNK }));
}

/** Node's stream stops, without a word, after the first of several frames; each gets a stream of its own. */
async function* unzstd(
  bytes: AsyncGenerator<Uint8Array>,
  own: boolean,
): AsyncGenerator<Uint8Array> {
  for await (const frame of zstdFrames(bytes, own))
    yield* through(frame, createZstdDecompress({ chunkSize: CHUNK }));
}

async function* through(
  bytes: AsyncGenerator<Uint8Array>,
  stream: ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>,
): AsyncGenerator<Uint8Array> {
  const fed = pipeline(bytes, stream);
  // The iteration below meets the same error; this keeps the other copy from ending the process.
  fed.catch(() => undefined);
  for await (const chunk of stream) yield chunk as Uint8Array;
  await fed;
}
