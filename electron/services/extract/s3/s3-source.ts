import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../../../shared/contracts/problem.ts';
import type { ProxyAnswer } from '../../../../shared/contracts/wire.ts';
import { badDelivery } from '../manifest.ts';
import type { PrefetchOptions, Source, SourceFile } from '../source.ts';
import { atOnce } from './at-once.ts';
import { cachePath, cleanCache, textPath, touchRun } from './cache.ts';
import { makeClient, NotTheStore, requestHandler } from './client.ts';
import { s3Name, type S3Connection } from './connection.ts';
import { credentialsFor, credentialsName, profileName, type Keys } from './credentials.ts';
import { diskFull, download, WrongSize, type Disk, type Part } from './download.ts';
import { isReplaced, otherRegion, s3Problem } from './problems.ts';
import { readProfiles, signInCommand } from './profiles.ts';
import { wayTo, type Way } from './proxy.ts';

export interface S3Dependencies {
  /** Downloads lie below it; may be emptied at any time. */
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  /** Keys a person entered, where somebody keeps any for this bucket. */
  readonly keysFor?: ((bucket: string) => Promise<Keys | undefined>) | undefined;
  /** What the computer's settings say of the way to an address, where somebody can tell. */
  readonly proxyFor?: ((url: string) => Promise<ProxyAnswer | undefined>) | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  readonly stallMs?: number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly disk?: Disk;
  /** Free bytes of the disk that holds a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** Told which way requests will go, and with whose credentials, before any is made. */
  readonly onWay?: (way: Way) => void;
  readonly onCredentials?: (from: string) => void;
  /** Where the bucket turned out to be last time; goes before what was set. */
  readonly knownRegion?: string | undefined;
  /** Told when the bucket turns out to be in another region than asked. */
  readonly onRegion?: (region: string) => void;
}

const STALL_MS = 30_000;
const AT_ONCE = 4;
/** An object that is replaced again and again while it is read is still being written. */
const RESTARTS = 3;
const LARGEST_TEXT = 16 << 20;
/** Runs that stay for reading again. */
const KEPT_RUNS = 3;
/** Download, staging and the database's log take about this many times the size of what comes. */
const SPACE = 3;

/** Deliveries in a bucket. Nothing is asked before `list`; its first request also finds the region. */
export async function openS3Source(
  connection: S3Connection,
  dependencies: S3Dependencies,
): Promise<Source> {
  const { cacheFolder, env = process.env, home = homedir() } = dependencies;
  const disk = dependencies.disk ?? { open, rename };
  const wait =
    dependencies.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }).then(() => undefined));
  const freeBytes = dependencies.freeBytes ?? freeOn;
  const { bucket, prefix, profile } = connection;
  const below = prefix === '' ? '' : `${prefix}/`;
  const name = s3Name(connection);
  const cacheKey = `${connection.endpoint ?? ''} ${name}`;

  const profiles = await readProfiles(env, home);
  const usedProfile = profileName(profile, env);
  const keys = await dependencies.keysFor?.(bucket);
  dependencies.onCredentials?.(credentialsName(keys, profile, env));
  const way = await wayTo(connection, env, dependencies.proxyFor);
  dependencies.onWay?.(way);
  const handler = requestHandler(connection, {
    proxyEnv: way.env,
    stallMs: dependencies.stallMs ?? STALL_MS,
  });
  const credentials = credentialsFor({ keys, profile, profiles, env, requestHandler: handler });
  let region =
    dependencies.knownRegion ||
    connection.region ||
    env['AWS_REGION'] ||
    env['AWS_DEFAULT_REGION'] ||
    profiles.get(usedProfile)?.['region'] ||
    'us-east-1';
  let client = makeClient(connection, region, credentials, handler);
  /** What was listed, and what a file turned out to be when it was replaced since. */
  const known = new Map<string, SourceFile>();
  const keyByPath = new Map<string, string>();

  const explain = (error: unknown, doing: string): Error =>
    s3Problem(error, {
      connection,
      region,
      proxy: way.proxy,
      doing,
      // Keys a person entered are renewed by entering new ones.
      signInCommand: keys ? undefined : signInCommand(profiles, usedProfile),
      now: Date.now,
    });

  /** Runs a request; a bucket elsewhere is asked there, and from then on. */
  async function asked<T>(doing: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (dependencies.signal.aborted) throw cancelled();
      const right = otherRegion(error, region);
      if (right === undefined) throw explain(error, doing);
      region = right;
      client = makeClient(connection, region, credentials, handler);
      dependencies.onRegion?.(region);
      return request().catch((again: unknown) => {
        throw explain(again, doing);
      });
    }
  }

  async function list(): Promise<readonly SourceFile[]> {
    known.clear();
    let token: string | undefined;
    do {
      const page = await asked(`list ${name}`, () =>
        client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
          { abortSignal: dependencies.signal },
        ),
      );
      // Anything that is no list may look like an empty one; only a real one counts its keys.
      if (page.Name === undefined && page.KeyCount === undefined)
        throw explain(new NotTheStore(), `list ${name}`);
      for (const { Key: key = '', Size: size = 0, ETag: etag } of page.Contents ?? []) {
        const path = pathOf(key);
        if (path === undefined) continue;
        known.set(path, { path, size, etag });
        keyByPath.set(path, key);
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return [...known.values()];
  }

  /** Undefined for a key that only begins like the prefix, and for the empty objects that stand for folders. */
  function pathOf(key: string): string | undefined {
    if (key.endsWith('/')) return undefined;
    if (key === prefix) return key.slice(key.lastIndexOf('/') + 1);
    return key.startsWith(below) ? key.slice(below.length) : undefined;
  }
  const keyOf = (path: string): string => keyByPath.get(path) ?? below + path;

  async function getPart(file: SourceFile, from: number, signal: AbortSignal): Promise<Part> {
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: keyOf(file.path),
        ...(file.etag === undefined ? {} : { IfMatch: file.etag }),
        ...(from > 0 ? { Range: `bytes=${from}-` } : {}),
      }),
      { abortSignal: signal },
    );
    const { Body: body } = answer;
    if (!(body instanceof Readable)) throw new NotTheStore();
    // A request that is cancelled before its body is read fails there too, where nobody listens yet.
    body.on('error', () => undefined);
    // Whoever answers without the ETag that was asked for has not looked at it.
    if (file.etag !== undefined && answer.ETag !== file.etag) {
      body.destroy();
      throw new NotTheStore();
    }
    const ranged = from > 0 && answer.ContentRange?.startsWith(`bytes ${from}-`) === true;
    return { from: ranged ? from : 0, bytes: body };
  }

  /** Downloads the file as it is now; the path it lies at. */
  async function fetched(
    listed: SourceFile,
    placeFor: typeof cachePath,
    signal: AbortSignal,
    onBytes: (done: number) => void,
  ): Promise<string> {
    let file = known.get(listed.path) ?? listed;
    const doing = `read ${name}/${file.path}`;
    for (let restarts = 0; ; restarts++) {
      const target = placeFor(cacheFolder, cacheKey, file);
      const get = (from: number, stop: AbortSignal): Promise<Part> => getPart(file, from, stop);
      try {
        await download(get, file.size, target, { signal, onBytes, wait, disk });
        return target;
      } catch (error) {
        signal.throwIfAborted();
        if (!isReplaced(error) && !(error instanceof WrongSize)) throw explain(error, doing);
        if (restarts >= RESTARTS) throw replaced(file);
      }
      file = await latest(listed);
    }
  }

  /** The version that is there now; refuses one that cannot be the one its manifest names. */
  async function latest(listed: SourceFile): Promise<SourceFile> {
    const head = await asked(`read ${name}/${listed.path}`, () =>
      client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(listed.path) }), {
        abortSignal: dependencies.signal,
      }),
    );
    const now = { path: listed.path, size: head.ContentLength ?? 0, etag: head.ETag };
    if (now.size !== listed.size) throw replaced(listed);
    known.set(now.path, now);
    return now;
  }

  async function prefetch(files: readonly SourceFile[], options: PrefetchOptions): Promise<void> {
    const total = files.reduce((n, f) => n + f.size, 0);
    await mkdir(cacheFolder, { recursive: true });
    if ((await freeBytes(cacheFolder)) < total * SPACE) {
      await cleanCache(cacheFolder, 1);
      if ((await freeBytes(cacheFolder)) < total * SPACE) throw diskFull(cacheFolder);
    }
    const done = new Map<string, number>();
    const stop = new AbortController();
    const signal = AbortSignal.any([options.signal, dependencies.signal, stop.signal]);
    await atOnce(AT_ONCE, files, stop, async (file) => {
      const target = await fetched(file, cachePath, signal, (bytes) => {
        done.set(file.path, bytes);
        options.onBytes?.(
          [...done.values()].reduce((a, b) => a + b, 0),
          total,
        );
      });
      await touchRun(target, new Date());
    });
    await cleanCache(cacheFolder, KEPT_RUNS);
  }

  async function forget(files: readonly SourceFile[]): Promise<void> {
    for (const listed of files) {
      const file = known.get(listed.path) ?? listed;
      await rm(cachePath(cacheFolder, cacheKey, file), { force: true });
    }
  }

  async function* bytesOf(path: string, placeFor: typeof cachePath): AsyncGenerator<Uint8Array> {
    const file = known.get(path);
    if (!file) throw badDelivery(`${name}/${path} is not there.`);
    const target = await fetched(file, placeFor, dependencies.signal, () => undefined);
    yield* createReadStream(target, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
  }

  return {
    name,
    address: `s3://${bucket}/${below}`,
    list,
    prefetch,
    forget,
    open: (path) => Readable.from(bytesOf(path, cachePath)),
    async readText(path) {
      const size = known.get(path)?.size ?? 0;
      if (size > LARGEST_TEXT)
        throw badDelivery(`${path} has ${size} bytes; more than ${LARGEST_TEXT} are not read.`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytesOf(path, textPath)) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

const cancelled = (): Error =>
  refuse('cancelled', 'The sync was cancelled.', {
    stillWorks: 'The days already synced stay as they are.',
    next: 'Sync again: it goes on where it stopped.',
  });

const replaced = ({ path }: SourceFile): Error =>
  badDelivery(
    `${path} was replaced while it was downloaded.`,
    'A new delivery is being written, most likely: sync again in a while.',
  );

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
