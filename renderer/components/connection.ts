import type { Settings } from '../../shared/contracts/settings.ts';

export type Connection = NonNullable<Settings['connection']>;
export type ConnectionErrors = Partial<Record<keyof Connection, string>>;

export const EMPTY_CONNECTION: Connection = {
  bucket: '',
  prefix: '',
  region: '',
  endpoint: '',
  pathStyle: false,
  profile: '',
};

/** Bucket names: 3–63 of a–z, 0–9, dot and hyphen, letter or digit at both ends, not like an IP address (S3 User Guide, "Bucket naming rules"). */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** What cannot be right about a connection, by field; empty when nothing is. */
export function connectionErrors(connection: Connection): ConnectionErrors {
  const errors: ConnectionErrors = {};
  const { bucket, region, endpoint, proxy, proxyAddress = '' } = connection;
  if (bucket.startsWith('s3://')) errors.bucket = 'Only the name of the bucket, without s3://.';
  else if (!BUCKET.test(bucket) || bucket.includes('..') || ADDRESS.test(bucket)) {
    errors.bucket = '3 to 63 small letters, digits, dots and hyphens.';
  }
  if (endpoint === '' && region !== '' && !REGION.test(region))
    errors.region = 'A region like eu-central-1, or nothing.';
  if (endpoint !== '' && !isHttp(endpoint))
    errors.endpoint = 'An address that starts with https:// or http://.';
  if (proxy === 'manual' && !isHttp(proxyAddress))
    errors.proxyAddress = 'An address like http://proxy.example.com:3128.';
  else if (proxy === 'manual' && proxyAddress.includes('@'))
    errors.proxyAddress = 'Without name and password: those belong into HTTPS_PROXY.';
  return errors;
}

/** `s3://bucket/prefix`, the form a sync takes. */
export function addressOf({ bucket, prefix }: Connection): string {
  const inside = prefix.replaceAll(/^\/+|\/+$/g, '');
  return inside === '' ? `s3://${bucket}` : `s3://${bucket}/${inside}`;
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
