import { release } from './release.ts';

/** Errors carry zlib's own codes, so that a cut and a damaged file are told apart as for gzip. */
class FrameError extends Error {
  readonly code: string;
  constructor(code: 'Z_BUF_ERROR' | 'Z_DATA_ERROR', message: string) {
    super(message);
    this.name = 'FrameError';
    this.code = code;
  }
}

/** More than the high-water mark of any stream. */
const LARGE = 1 << 18;

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

/**
 * Splits a zstd file into its frames (RFC 8878, https://www.rfc-editor.org/rfc/rfc8878, §3.1) by walking the lengths
 * of their blocks; nothing is unpacked. Each frame must be read to its end before the next is asked for. Skippable
 * frames are passed over. `own`: the chunks are nobody else's.
 */
export async function* zstdFrames(
  bytes: AsyncGenerator<Uint8Array>,
  own = false,
): AsyncGenerator<AsyncGenerator<Uint8Array>> {
  const input = reader(bytes, own);
  while (await input.more()) {
    const magic = (await input.take(4)).readUInt32LE(0);
    if (magic >>> 4 === SKIPPABLE >>> 4) {
      const size = (await input.take(4)).readUInt32LE(0);
      for await (const piece of input.pieces(size)) void piece;
      continue;
    }
    if (magic !== MAGIC) throw new FrameError('Z_DATA_ERROR', 'no zstd frame starts here');
    yield frame(input);
  }
}

async function* frame(input: Input): AsyncGenerator<Uint8Array> {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(MAGIC);
  yield start;
  const head = await input.take(1);
  yield head;
  const descriptor = head.readUInt8(0);
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const content = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  yield await input.take(1 - single + dictionary + content);
  for (let last = false; !last;) {
    const block = await input.take(3);
    yield block;
    const header = block.readUIntLE(0, 3);
    last = (header & 1) === 1;
    const type = (header >> 1) & 3;
    if (type === 3) throw new FrameError('Z_DATA_ERROR', 'a block of no known kind');
    yield* input.pieces(type === 1 ? 1 : header >> 3);
  }
  if ((descriptor >> 2) & 1) yield await input.take(4);
}

interface Input {
  more(): Promise<boolean>;
  take(size: number): Promise<Buffer>;
  pieces(size: number): AsyncGenerator<Uint8Array>;
}

function reader(bytes: AsyncGenerator<Uint8Array>, own: boolean): Input {
  let chunk: Uint8Array = new Uint8Array(0);
  let before = chunk;
  let at = 0;
  async function more(): Promise<boolean> {
    while (at >= chunk.length) {
      const next = await bytes.next();
      if (next.done) return false;
      // A stream holds back less than a chunk: of the one before the last it has seen everything.
      if (own && chunk.length >= LARGE) release(before);
      before = chunk;
      chunk = next.value;
      at = 0;
    }
    return true;
  }
  async function* pieces(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      if (!(await more())) throw new FrameError('Z_BUF_ERROR', 'unexpected end of file');
      const piece = chunk.subarray(at, Math.min(chunk.length, at + left));
      at += piece.length;
      left -= piece.length;
      yield piece;
    }
  }
  return {
    more,
    pieces,
    async take(size) {
      const parts: Uint8Array[] = [];
      for await (const piece of pieces(size)) parts.push(piece);
      return Buffer.concat(parts);
    },
  };
}
