/**
 * Values with typed arrays as bytes, for the loopback page (JSON alone would turn 13,000 floats into text).
 * One frame: u32 total length · u32 header length · header JSON · padding to 8 · the arrays, each aligned to 8.
 * Little endian. In the header an array stands as `{"$bin": [kind, byteOffset, length]}`.
 */
const KINDS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };
type Kind = keyof typeof KINDS;

const align = (n: number): number => (n + 7) & ~7;

export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  let offset = 0;
  const header = JSON.stringify(value, (_key, item: unknown) => {
    if (!ArrayBuffer.isView(item)) return item;
    const kind = kindOf(item);
    const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
    const place = { $bin: [kind, offset, item.byteLength / KINDS[kind].BYTES_PER_ELEMENT] };
    arrays.push(bytes);
    offset = align(offset + bytes.byteLength);
    return place;
  });
  const head = utf8Encode(header);
  const start = align(8 + head.byteLength);
  const frame = new Uint8Array(start + offset);
  const view = new DataView(frame.buffer);
  view.setUint32(0, frame.byteLength, true);
  view.setUint32(4, head.byteLength, true);
  frame.set(head, 8);
  let at = start;
  for (const bytes of arrays) {
    frame.set(bytes, at);
    at = align(at + bytes.byteLength);
  }
  return frame;
}

/** Decodes one whole frame (as cut by {@link frameReader}). */
export function decodeFrame(frame: Uint8Array<ArrayBuffer>): unknown {
  const own = frame.byteOffset % 8 === 0 ? frame : frame.slice();
  const view = new DataView(own.buffer, own.byteOffset);
  const headLength = view.getUint32(4, true);
  const start = own.byteOffset + align(8 + headLength);
  const header = utf8Decode(own.subarray(8, 8 + headLength));
  return JSON.parse(header, (_key, item: unknown) => {
    const place = binPlace(item);
    if (!place) return item;
    const [kind, offset, length] = place;
    return new KINDS[kind](own.buffer, start + offset, length);
  });
}

/** Cuts a byte stream into frames; feed it chunks, get whole frames back. */
export function frameReader(): (chunk: Uint8Array) => Uint8Array<ArrayBuffer>[] {
  let pending = new Uint8Array(0);
  return (chunk) => {
    const joined = new Uint8Array(pending.byteLength + chunk.byteLength);
    joined.set(pending);
    joined.set(chunk, pending.byteLength);
    pending = joined;
    const frames: Uint8Array<ArrayBuffer>[] = [];
    while (pending.byteLength >= 4) {
      const length = new DataView(pending.buffer, pending.byteOffset).getUint32(0, true);
      if (pending.byteLength < length) break;
      frames.push(pending.slice(0, length));
      pending = pending.slice(length);
    }
    return frames;
  };
}

function kindOf(view: ArrayBufferView): Kind {
  for (const kind of Object.keys(KINDS) as Kind[]) if (view instanceof KINDS[kind]) return kind;
  throw new TypeError('this kind of array has no place in a frame');
}

function binPlace(item: unknown): [Kind, number, number] | undefined {
  if (typeof item !== 'object' || item === null || !('$bin' in item)) return undefined;
  return item.$bin as [Kind, number, number];
}

// `shared` knows neither DOM nor Node, and TextEncoder belongs to those: these two globals exist in both.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
const utf8Encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf8Decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
