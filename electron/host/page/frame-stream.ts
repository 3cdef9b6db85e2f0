import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeFrame, encodeFrame } from '../../../shared/contracts/frames.ts';

const HEADERS = {
  'content-type': 'application/octet-stream',
  'cache-control': 'no-store',
  // Frames must arrive when they are written; nothing between here and the page may gather or rewrite them.
  'x-accel-buffering': 'no',
};

export function openFrameStream(response: ServerResponse): void {
  response.writeHead(200, HEADERS);
  response.flushHeaders();
}

/** Writes one frame. False: the reader is behind, and what is dropped from now on is not missed. */
export function writeFrame(response: ServerResponse, value: unknown): boolean {
  if (response.destroyed || response.writableEnded) return false;
  return response.write(encodeFrame(value));
}

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 };

/** Reads a request's body, which is exactly one frame of at most `limit` bytes. */
export async function readFrame(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { ok: false, status: 413 };
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when it is too long: the refusal must still reach whoever sent it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limit) return { ok: false, status: 413 };
    chunks.push(chunk);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return oneFrame(body);
}

function oneFrame(body: Uint8Array<ArrayBuffer>): Body {
  const view = new DataView(body.buffer);
  if (body.byteLength < 8 || view.getUint32(0, true) !== body.byteLength) {
    return { ok: false, status: 400 };
  }
  try {
    return { ok: true, value: decodeFrame(body) };
  } catch {
    return { ok: false, status: 400 };
  }
}
