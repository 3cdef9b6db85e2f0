import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '../../../../shared/contracts/problem.ts';
import { factsOf } from './problems.ts';

export interface Part {
  /** First byte that comes; 0 where the store ignored the range. */
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Gets the wanted version from a byte on; throws what the client throws. */
export type GetPart = (from: number, signal: AbortSignal) => Promise<Part>;

export interface Disk {
  readonly open: typeof open;
  readonly rename: typeof rename;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes of this file that are here by now. */
  readonly onBytes: (done: number) => void;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly disk: Disk;
}

/** The store sent another number of bytes than it had said. */
export class WrongSize extends Error {}

/** Tries without a single new byte before a broken connection is believed. */
const FRUITLESS_TRIES = 5;
const RENAME_TRIES = 5;

/**
 * Downloads `whole` bytes into `target`, which appears complete or not at all. What an earlier try left in `target.part` is kept: only
 * the rest is asked for. A connection that breaks is taken up again where it broke.
 */
export async function download(
  get: GetPart,
  whole: number,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  if ((await sizeOf(target)) === whole) return options.onBytes(whole);
  await mkdir(path.dirname(target), { recursive: true });
  const part = `${target}.part`;
  let fruitless = 0;
  for (;;) {
    const had = await partSize(part, whole);
    options.onBytes(had);
    if (had === whole && whole > 0) break;
    try {
      await append(get, part, had, options);
      break;
    } catch (error) {
      options.signal.throwIfAborted();
      const damaged = isDamaged(error);
      if (damaged) await rm(part, { force: true });
      else if (!isBroken(error)) throw full(error, target);
      fruitless = (await partSize(part, whole)) > had ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS_TRIES) throw error;
      await options.wait(250 * 2 ** fruitless, options.signal);
    }
  }
  const size = await sizeOf(part);
  if (size !== whole) {
    await rm(part, { force: true });
    throw new WrongSize(`${size} bytes came where ${whole} were listed`);
  }
  await renamed(part, target, options);
}

async function append(
  get: GetPart,
  part: string,
  had: number,
  options: DownloadOptions,
): Promise<void> {
  const { from, bytes } = await get(had, options.signal);
  const file = await options.disk.open(part, from === 0 ? 'w' : 'a');
  try {
    let done = from;
    for await (const chunk of bytes) {
      await file.writeFile(chunk);
      options.onBytes((done += chunk.length));
    }
    // Power may fail right after the rename: the bytes must be on the disk before their name is.
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a broken connection looks like once bytes have begun to come; anything before is the client's to retry. */
function isBroken(error: unknown): boolean {
  const { code, name, tried } = factsOf(error);
  return (
    !tried &&
    (name === 'TimeoutError' ||
      /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/.test(code))
  );
}

/** The client compares what came with the checksum the store keeps, and says so in words only. */
const isDamaged = (error: unknown): boolean =>
  factsOf(error).message.startsWith('Checksum mismatch');

function full(error: unknown, target: string): unknown {
  const { code } = factsOf(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return diskFull(path.dirname(path.dirname(target)), error);
}

export function diskFull(folder: string, cause?: unknown): Error {
  return refuse('disk_full', `The disk that holds ${folder} is full.`, {
    stillWorks: 'The data as it was stays usable.',
    next: 'Free some space, then sync again: it goes on where it stopped.',
    cause,
  });
}

/** A virus scanner holds a new file for a moment, and Windows then refuses to rename it. */
async function renamed(from: string, to: string, options: DownloadOptions): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await options.disk.rename(from, to);
    } catch (error) {
      const held = /^(?:EBUSY|EPERM|EACCES)$/.test(factsOf(error).code);
      if (!held || tries >= RENAME_TRIES) throw error;
      await options.wait(100 * 2 ** tries, options.signal);
    }
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

/** A part longer than the whole is of no use. */
async function partSize(part: string, whole: number): Promise<number> {
  const size = (await sizeOf(part)) ?? 0;
  if (size <= whole) return size;
  await rm(part, { force: true });
  return 0;
}
