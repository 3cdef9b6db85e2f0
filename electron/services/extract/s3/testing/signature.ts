import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { encodeUri, S3Fault } from './s3-error.ts';

/**
 * Checks a request as S3 does: Signature Version 4 in the header or in the query of a presigned address
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html).
 */
export interface Expected {
  /** Access key id → secret. */
  readonly keys: Readonly<Record<string, string>>;
  readonly region: string;
  readonly now: Date;
}

interface Claim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  /** `20261121T031502Z` */
  readonly stamp: string;
  readonly payloadHash: string;
  /** Milliseconds a presigned address lives; undefined for a signed header. */
  readonly lifetime: number | undefined;
}

const LARGEST_SKEW = 15 * 60_000;
const hashOf = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Throws the fault S3 would answer with; returns when the signature and the body's hash are right. */
export function checkSignature(
  request: IncomingMessage,
  url: URL,
  body: Uint8Array,
  expected: Expected,
): void {
  const claim = claimOf(request, url);
  const [keyId = '', date = '', region = '', service, terminal] = claim.credential.split('/');
  const secret = expected.keys[keyId];
  if (secret === undefined)
    throw new S3Fault(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  if (region !== expected.region || service !== 's3' || terminal !== 'aws4_request')
    throw new S3Fault(
      400,
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${expected.region}'`,
      { 'x-amz-bucket-region': expected.region },
    );
  checkTime(claim, expected.now);
  checkAllSigned(request, claim);
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, date), region));
  const text = `AWS4-HMAC-SHA256\n${claim.stamp}\n${scope}\n${hashOf(canonical(request, url, claim))}`;
  if (claim.signature !== hmac(key, text).toString('hex'))
    throw new S3Fault(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  if (/^[0-9a-f]{64}$/.test(claim.payloadHash) && claim.payloadHash !== hashOf(body))
    throw new S3Fault(400, 'XAmzContentSHA256Mismatch', 'The body is not the one that was signed.');
}

function claimOf(request: IncomingMessage, url: URL): Claim {
  const query = url.searchParams;
  const presigned = query.get('X-Amz-Signature');
  if (presigned !== null)
    return {
      credential: query.get('X-Amz-Credential') ?? '',
      signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
      signature: presigned,
      stamp: query.get('X-Amz-Date') ?? '',
      payloadHash: header(request, 'x-amz-content-sha256') || 'UNSIGNED-PAYLOAD',
      lifetime: Number(query.get('X-Amz-Expires') ?? 0) * 1000,
    };
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/.exec(
      header(request, 'authorization'),
    );
  if (!parts) throw new S3Fault(403, 'AccessDenied', 'Access Denied');
  const [, credential = '', signedHeaders = '', signature = ''] = parts;
  const payloadHash = header(request, 'x-amz-content-sha256');
  if (payloadHash === '')
    throw new S3Fault(400, 'InvalidRequest', 'Missing required header: x-amz-content-sha256');
  const stamp = header(request, 'x-amz-date');
  return { credential, signedHeaders, signature, stamp, payloadHash, lifetime: undefined };
}

function checkTime({ stamp, lifetime }: Claim, now: Date): void {
  const signedAt = Date.parse(
    stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const age = now.getTime() - signedAt;
  if (lifetime !== undefined && !(age <= lifetime))
    throw new S3Fault(403, 'AccessDenied', 'Request has expired');
  if (lifetime === undefined && !(Math.abs(age) <= LARGEST_SKEW))
    throw new S3Fault(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
}

function checkAllSigned(request: IncomingMessage, claim: Claim): void {
  const signed = claim.signedHeaders.split(';');
  const loose = Object.keys(request.headers).find(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.includes(name),
  );
  if (loose !== undefined)
    throw new S3Fault(403, 'AccessDenied', `There were headers which were not signed: ${loose}`);
}

function canonical(request: IncomingMessage, url: URL, claim: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join('&');
  const path = url.pathname
    .split('/')
    .map((part) => encodeUri(decodeURIComponent(part)))
    .join('/');
  const headers = claim.signedHeaders
    .split(';')
    .map((name) => `${name}:${header(request, name).trim().replaceAll(/\s+/g, ' ')}`);
  return [request.method, path, query, ...headers, '', claim.signedHeaders, claim.payloadHash].join(
    '\n',
  );
}

export function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}
