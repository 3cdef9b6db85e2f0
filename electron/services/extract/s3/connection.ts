import { refuse } from '../../../../shared/contracts/problem.ts';

/** What can be set of a connection beside the address. Empty text counts as not set. */
export interface S3Options {
  readonly region?: string | undefined;
  /** An S3-compatible store's address; without it, AWS. */
  readonly endpoint?: string | undefined;
  /** A profile of the AWS configuration files. */
  readonly profile?: string | undefined;
  /** Bucket in the path, not in the host name. */
  readonly pathStyle?: boolean | undefined;
  /** Sends no checksum headers, which stores older than these refuse. */
  readonly compatibility?: boolean | undefined;
  /** `manual`: through `proxyAddress`, whatever the computer's settings say. */
  readonly proxy?: 'system' | 'manual' | undefined;
  readonly proxyAddress?: string | undefined;
}

export interface S3Connection extends S3Options {
  readonly bucket: string;
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const isS3 = (location: string): boolean => location.startsWith('s3://');

/** `s3://bucket/prefix` with its options as a connection; refuses what names no bucket. */
export function s3Connection(location: string, options: S3Options = {}): S3Connection {
  const [, bucket = '', rest = ''] = /^s3:\/\/([^/]*)\/*(.*)$/.exec(location) ?? [];
  if (!BUCKET.test(bucket))
    throw refuse('bad_request', `${location} names no bucket.`, {
      next: 'Write it like s3://bucket/prefix.',
    });
  const { region, endpoint, profile, pathStyle, compatibility, proxy, proxyAddress } = options;
  if (endpoint && !/^https?:\/\/[^/]/.test(endpoint))
    throw refuse('bad_request', `The endpoint ${endpoint} is no address.`, {
      next: 'Write it like https://storage.example.com.',
    });
  return {
    ...(proxy === 'manual' ? { proxy, proxyAddress: addressOf(proxyAddress ?? '') } : {}),
    bucket,
    prefix: rest.replace(/\/+$/, ''),
    region: region || undefined,
    endpoint: endpoint || undefined,
    profile: profile || undefined,
    pathStyle: pathStyle ?? false,
    compatibility: compatibility ?? false,
  };
}

/** `proxy.example.com:3128` means HTTP, as everywhere; undefined where nothing is written. */
function addressOf(written: string): string | undefined {
  if (written === '') return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const { protocol = '', hostname = '' } = URL.parse(address) ?? {};
  if (!['http:', 'https:'].includes(protocol) || hostname === '')
    throw refuse('bad_request', `${written} is no address of a proxy Atrium can use.`, {
      next: 'Write it like http://proxy.example.com:3128.',
    });
  return address;
}

export const s3Name = ({ bucket, prefix }: S3Connection): string =>
  prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
