import { isS3, s3Connection, type S3Options } from './s3/connection.ts';
import { openLocalSource } from './folder-source.ts';
import type { ConnectionStep } from '../../../shared/contracts/sync.ts';
import type { S3Dependencies } from './s3/s3-source.ts';
import type { Source } from './source.ts';

export interface OpenSourceOptions {
  /** What an `s3://` location needs beside itself. */
  readonly s3?: S3Options | undefined;
  /** Where a remote source keeps what it downloads. */
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly keysFor?: S3Dependencies['keysFor'];
  readonly proxyFor?: S3Dependencies['proxyFor'];
  readonly knownRegion?: S3Dependencies['knownRegion'];
  readonly onRegion?: (region: string) => void;
}

/** A folder, a file or `s3://bucket/prefix` as a source. The S3 client is loaded only when it is needed. */
export async function openSource(location: string, options: OpenSourceOptions): Promise<Source> {
  if (!isS3(location)) return openLocalSource(location);
  const connection = s3Connection(location, options.s3);
  const { openS3Source } = await import('./s3/s3-source.ts');
  return openS3Source(connection, options);
}

/** The way to a bucket in seven steps; see `s3/test-connection.ts`. */
export async function testSource(
  location: string,
  options: OpenSourceOptions,
): Promise<readonly ConnectionStep[]> {
  const { testConnection } = await import('./s3/test-connection.ts');
  return testConnection(location, options.s3 ?? {}, options);
}
