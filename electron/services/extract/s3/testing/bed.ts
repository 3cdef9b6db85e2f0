import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Source, SourceFile } from '../../source.ts';
import { s3Connection, type S3Options } from '../connection.ts';
import { openS3Source, type S3Dependencies } from '../s3-source.ts';
import type { Asked } from './faults.ts';
import type { Bucket } from './objects.ts';
import { startS3Server, TEST_KEYS, type S3Server, type S3ServerOptions } from './s3-server.ts';

/** A test server with one delivery, and a source that reads it with short waits. */
export interface Bed {
  readonly server: S3Server;
  readonly bucket: Bucket;
  readonly cacheFolder: string;
  /** Waits the source asked for, in milliseconds; none was slept. */
  readonly waits: number[];
  open(options?: S3Options, dependencies?: Partial<S3Dependencies>): Promise<Source>;
  /** Opens, lists and downloads everything. */
  fetchAll(options?: S3Options, dependencies?: Partial<S3Dependencies>): Promise<Source>;
  /** Finished and unfinished files of the cache. */
  cached(): Promise<{ readonly whole: number; readonly parts: number }>;
  end(): Promise<void>;
}

export const FOLDER = 'facts/ds=2026-11-20/run=20261121T031502Z_a/';
export const LARGE = `${FOLDER}0000_part_00`;
/** Pseudo-random, so that a byte out of place shows. */
export const BYTES = Buffer.from(
  Uint32Array.from({ length: 1 << 17 }, (_, i) => Math.imul(i + 1, 0x9e3779b1)).buffer,
);

export const isGet = (asked: Asked): boolean => asked.operation === 'get';
export const isLarge = (asked: Asked): boolean => isGet(asked) && asked.key === LARGE;

const [[accessKeyId, secretAccessKey] = ['', '']] = Object.entries(TEST_KEYS);
export const KEYS = { accessKeyId, secretAccessKey };

export async function makeBed(options: S3ServerOptions = {}): Promise<Bed> {
  const server = await startS3Server({ opaqueEtags: true, ...options });
  const root = await mkdtemp(path.join(tmpdir(), 'atrium-test-'));
  const cacheFolder = path.join(root, 'cache');
  const bucket = server.bucket('book');
  bucket.put(LARGE, BYTES);
  for (let i = 1; i < 8; i++) bucket.put(`${FOLDER}000${i}_part_00`, BYTES.subarray(0, 1000 * i));
  const waits: number[] = [];

  const open: Bed['open'] = (more = {}, dependencies = {}) =>
    openS3Source(s3Connection('s3://book/facts', { endpoint: server.url, ...more }), {
      cacheFolder,
      signal: new AbortController().signal,
      keysFor: async () => KEYS,
      env: {},
      home: root,
      stallMs: 300,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      ...dependencies,
    });
  return {
    server,
    bucket,
    cacheFolder,
    waits,
    open,
    async fetchAll(more, dependencies) {
      const source = await open(more, dependencies);
      await prefetchAll(source, await source.list());
      return source;
    },
    async cached() {
      const all = await readdir(cacheFolder, { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      const files = all.filter((entry) => entry.isFile());
      const parts = files.filter(({ name }) => name.endsWith('.part')).length;
      return { whole: files.length - parts, parts };
    },
    async end() {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function prefetchAll(source: Source, files: readonly SourceFile[]): Promise<void> {
  await source.prefetch?.(files, { signal: new AbortController().signal });
}

export async function bytesOf(source: Source, file: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open(file)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The problem a promise ends with. */
export async function problemOfFailed(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error && 'problem' in error ? error.problem : error;
  }
  throw new Error('nothing failed');
}
