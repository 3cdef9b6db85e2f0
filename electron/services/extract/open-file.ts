import { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { badDelivery } from './manifest.ts';
import type { Source } from './source.ts';
import { unpacked, type Codec, type UnpackLimits } from './unpack.ts';

/** A file's first bytes, by which it is told what it is: UNLOAD's names may lie. */
const MAGIC: readonly {
  readonly kind: Codec | 'parquet' | keyof typeof REFUSED;
  readonly bytes: readonly number[];
}[] = [
  { kind: 'gzip', bytes: [0x1f, 0x8b] },
  { kind: 'zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { kind: 'parquet', bytes: [0x50, 0x41, 0x52, 0x31] },
  { kind: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'utf16', bytes: [0xff, 0xfe] },
  { kind: 'utf16', bytes: [0xfe, 0xff] },
];

const REFUSED = {
  bzip2:
    'is packed with bzip2, which Atrium does not read: it unpacks forty times slower than gzip',
  zip: 'is a ZIP archive, which UNLOAD does not write',
  utf16: 'is UTF-16 text; UNLOAD writes UTF-8',
  page: 'is a web page, not data: a sign-in page of the network may have answered instead',
} as const;

/** Enough to tell a file's kind, its dialect and its columns. */
const SAMPLE_BYTES = 1 << 18;

export interface OpenedFile {
  readonly codec: Codec;
  readonly format: 'parquet' | 'text';
  /** The first unpacked bytes: up to 256 KB and perhaps more. */
  readonly sample: Uint8Array;
  /** True when the sample is all there is. */
  readonly whole: boolean;
  /** All bytes, unpacked, the sample's included. */
  readonly bytes: AsyncGenerator<Uint8Array>;
  /** Whether the chunks are nobody else's, so that whoever has read one may {@link release} it. */
  readonly own: boolean;
}

/** Opens a file whatever it is packed with; throws `bad_delivery` for what cannot be read. */
export async function openFile(
  source: Source,
  file: string,
  limits: UnpackLimits,
): Promise<OpenedFile> {
  const stream: Readable = source.open(file);
  const own = stream instanceof ReadStream;
  const raw = await peek(chunksOf(stream), 4);
  const kind = kindOf(raw.head);
  if (kind === 'gzip' || kind === 'zstd') {
    const inner = await peek(unpacked(raw.all, kind, file, limits, own), SAMPLE_BYTES);
    const within = kindOf(inner.head);
    if (within !== undefined)
      throw badDelivery(
        within in REFUSED
          ? `${file} ${REFUSED[within as keyof typeof REFUSED]}.`
          : `${file} is ${within} inside ${kind}, which UNLOAD does not write.`,
      );
    return opened(kind, 'text', inner, true);
  }
  if (kind !== undefined && kind !== 'parquet') {
    stream.destroy();
    throw badDelivery(`${file} ${REFUSED[kind]}.`, nextStep(kind));
  }
  if (kind === 'parquet') return opened('none', 'parquet', raw, false);
  const plain = await peek(raw.all, SAMPLE_BYTES);
  if (looksLikePage(plain.head)) throw badDelivery(`${file} ${REFUSED.page}.`, nextStep('page'));
  return opened('none', 'text', plain, own);
}

type Kind = 'gzip' | 'zstd' | 'parquet' | keyof typeof REFUSED;

function kindOf(head: Uint8Array): Kind | undefined {
  const kind = MAGIC.find((m) => m.bytes.every((byte, i) => head[i] === byte))?.kind;
  return kind === 'none' ? undefined : kind;
}

function nextStep(kind: keyof typeof REFUSED): string {
  if (kind === 'page') return 'Sign in to the network, then sync.';
  if (kind === 'utf16') return 'Ask the data team to deliver UTF-8, then sync.';
  return 'Ask the data team to unload with GZIP or ZSTD, then sync.';
}

function looksLikePage(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 256)).toString('latin1').trimStart().toLowerCase();
  return text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml');
}

const opened = (
  codec: Codec,
  format: OpenedFile['format'],
  from: Peeked,
  own: boolean,
): OpenedFile => ({
  codec,
  format,
  sample: from.head,
  whole: from.whole,
  bytes: from.all,
  own,
});

async function* chunksOf(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk as Uint8Array;
}

interface Peeked {
  readonly head: Uint8Array;
  readonly whole: boolean;
  readonly all: AsyncGenerator<Uint8Array>;
}

/** Reads until `bytes` are there or the end is; nothing is lost of what was read. */
async function peek(from: AsyncGenerator<Uint8Array>, bytes: number): Promise<Peeked> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  while (size < bytes) {
    const next = await from.next();
    if (next.done) {
      whole = true;
      break;
    }
    chunks.push(next.value);
    size += next.value.length;
  }
  const [only] = chunks;
  const head = chunks.length === 1 && only ? only : Buffer.concat(chunks);
  return { head, whole, all: rejoined(head, from) };
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}
