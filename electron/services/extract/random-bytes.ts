import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bytes that can be read from anywhere; the shape hyparquet asks for. */
export interface RandomBytes {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** What is kept in memory; longer files go through a temporary one. */
const IN_MEMORY_BYTES = 32 * 1024 ** 2;

/** Collects a stream, hands it to `work` and takes away what was needed for it. */
export async function withRandomBytes<T>(
  bytes: AsyncGenerator<Uint8Array>,
  work: (bytes: RandomBytes) => Promise<T>,
): Promise<T> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunked(bytes)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > IN_MEMORY_BYTES) return spooled(chunks, bytes, work);
  }
  const all = new Uint8Array(Buffer.concat(chunks));
  return work({
    byteLength: size,
    slice: (start, end = size) =>
      Promise.resolve(all.buffer.slice(start < 0 ? size + start : start, end)),
  });
}

/** Like `for await`, without closing the stream when the loop is left. */
async function* chunked(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

async function spooled<T>(
  head: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
  work: (bytes: RandomBytes) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-'));
  try {
    const file = await open(path.join(folder, 'part'), 'w+');
    try {
      let size = 0;
      for (const chunk of head) size += (await file.write(chunk)).bytesWritten;
      for await (const chunk of rest) size += (await file.write(chunk)).bytesWritten;
      return await work({
        byteLength: size,
        async slice(start, end = size) {
          const from = start < 0 ? size + start : start;
          const room = new ArrayBuffer(Math.max(0, Math.min(end, size) - from));
          for (let at = 0; at < room.byteLength;) {
            const view = new Uint8Array(room, at);
            const { bytesRead } = await file.read(view, 0, view.length, from + at);
            if (bytesRead === 0) break;
            at += bytesRead;
          }
          return room;
        },
      });
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
