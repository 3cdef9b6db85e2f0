import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);

/**
 * Gzip at the fastest level in zlib's thread pool. Node writes no time into the header; the byte that names the
 * operating system is set to 255 (unknown, RFC 1952) so that the same text gives the same bytes everywhere.
 */
export async function compress(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await gzipAsync(bytes, { level: 1, chunkSize: 256 * 1024 });
  packed[9] = 255;
  return packed;
}

/** Buffers that go round: a part is rendered into one while others are still being compressed. */
export function bufferPool(): {
  take(): Uint8Array | undefined;
  give(buffer: Uint8Array): void;
} {
  const free: Uint8Array[] = [];
  return {
    take: () => free.pop(),
    give: (buffer) => {
      if (free.length < 4) free.push(buffer);
    },
  };
}
