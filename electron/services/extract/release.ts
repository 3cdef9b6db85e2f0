/** Smaller ones may be part of a pool that others write to. */
const OWN_BYTES = 1 << 18;

/**
 * Gives the memory of a stream's chunk back at once, should it be the last of its buffer: a collector that looks at the
 * heap alone leaves tens of megabytes of them lying. Only for chunks that nobody else has, of file and zlib streams,
 * which write to a new buffer when one is full; all earlier chunks of the same buffer must have been read.
 */
export function release(chunk: Uint8Array): void {
  const { buffer } = chunk;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < OWN_BYTES) return;
  if (chunk.byteOffset + chunk.byteLength === buffer.byteLength) buffer.transfer(0);
}
