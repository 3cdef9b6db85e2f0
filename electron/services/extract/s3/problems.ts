import { AtriumError, refuse, type ProblemCode } from '../../../../shared/contracts/problem.ts';
import { NotTheStore } from './client.ts';
import { s3Name, type S3Connection } from './connection.ts';

/** What an error of the client says, wherever it says it. */
export interface Facts {
  /** S3's code (`NoSuchBucket`) or the error's name. */
  readonly name: string;
  /** Node's code (`ECONNRESET`), where there is one. */
  readonly code: string;
  /** 0 without an answer. */
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
  /** The bucket's region, where the answer names it. */
  readonly region: string | undefined;
  /** True for what the client gave up after tries of its own. */
  readonly tried: boolean;
  /** The store's clock, ms; NaN without an answer. */
  readonly serverTime: number;
}

export interface Where {
  readonly connection: S3Connection;
  readonly region: string;
  /** The proxy requests go through, and who named it. */
  readonly proxy?: string | undefined;
  /** What was asked: `list s3://book/facts` or `read …`. */
  readonly doing: string;
  readonly signInCommand: string | undefined;
  readonly now: () => number;
}

const STAYS = 'The days already synced stay as they are.';
const GOES_ON = 'Then sync again: it goes on where it stopped.';

interface Words {
  readonly code: ProblemCode;
  readonly message: string;
  readonly next: string;
}

export function factsOf(error: unknown): Facts {
  const e = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (e['$metadata'] ?? {}) as Record<string, unknown>;
  const response = (e['$response'] ?? {}) as { headers?: Record<string, string> };
  const headers = response.headers ?? {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const cause = e['cause'] === undefined ? undefined : factsOf(e['cause']);
  return {
    name: text(e['Code']) || text(e['name']),
    code: text(e['code']) || (cause?.code ?? ''),
    status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : 0,
    message: text(e['message']),
    requestId: text(metadata['requestId']) || text(e['RequestId']),
    tried: metadata['attempts'] !== undefined,
    region: headers['x-amz-bucket-region'] ?? (text(e['Region']) || undefined),
    serverTime: Date.parse(headers['date'] ?? ''),
  };
}

/** The region to ask instead, where an answer says that this one is wrong. */
export function otherRegion(error: unknown, asked: string): string | undefined {
  const { name, status, region } = factsOf(error);
  const wrong =
    status === 301 ||
    [
      'PermanentRedirect',
      'AuthorizationHeaderMalformed',
      'IllegalLocationConstraintException',
    ].includes(name);
  return wrong && region !== asked ? region : undefined;
}

/** True where the object is no longer the one that was listed. */
export const isReplaced = (error: unknown): boolean => factsOf(error).status === 412;

/** Whatever went wrong between here and the store, in words a person can act on. */
export function s3Problem(error: unknown, where: Where): Error {
  if (error instanceof AtriumError) return error;
  if (error instanceof NotTheStore) return asProblem(portal(where), error);
  const facts = factsOf(error);
  const words =
    ofCredentials(facts, where) ??
    ofNetwork(facts, where) ??
    ofAnswer(facts, where) ??
    ofStatus(facts, where);
  if (words) return asProblem(words, error);
  return error instanceof Error ? error : new Error(String(error));
}

const asProblem = ({ code, message, next }: Words, cause: unknown): AtriumError =>
  refuse(code, message, { stillWorks: STAYS, next, cause });

function portal({ connection }: Where): Words {
  return {
    code: 'captive_portal',
    message: `Something between here and ${s3Name(connection)} answered in its place: a Wi-Fi that wants a sign-in, most likely.`,
    next: `Open any page in a browser, sign in to the Wi-Fi. ${GOES_ON}`,
  };
}

function ofCredentials(facts: Facts, where: Where): Words | undefined {
  const mfa = /Profile (\S+) requires multi-factor/.exec(facts.message)?.[1];
  if (mfa !== undefined)
    return {
      code: 'no_credentials',
      message: `The profile ${mfa} wants a code of a second device (MFA), which Atrium cannot ask for.`,
      next: `Run aws sts get-caller-identity --profile ${mfa} in a terminal and enter the code there; then choose a profile whose credential_process is: aws configure export-credentials --profile ${mfa}.`,
    };
  const provider = /^(?:CredentialsProviderError|TokenProviderError)$/.test(facts.name);
  const { signInCommand } = where;
  const signIn = signInCommand
    ? `Run ${signInCommand} in a terminal. ${GOES_ON}`
    : `Renew the credentials. ${GOES_ON}`;
  const expired =
    ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'].includes(facts.name) ||
    (provider && (signInCommand !== undefined || /expired|re-?authenticate/i.test(facts.message)));
  if (expired)
    return {
      code: 'sign_in_expired',
      message: 'The sign-in to AWS is missing or has expired.',
      next: signIn,
    };
  if (provider)
    return {
      code: 'no_credentials',
      message: `No credentials for ${s3Name(where.connection)} were found: ${facts.message}`,
      next: 'Choose a profile with --profile or in Settings, or set one up with aws configure sso.',
    };
  if (['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidToken'].includes(facts.name))
    return {
      code: 'access_denied',
      message: `${s3Name(where.connection)} does not accept these credentials (${facts.name}${id(facts)}).`,
      next: 'Check the access key and its secret, or choose another profile.',
    };
  return undefined;
}

function ofNetwork(facts: Facts, { connection, proxy }: Where): Words | undefined {
  const host = connection.endpoint ?? 'AWS';
  const theProxy = `The proxy${proxy === undefined ? '' : ` ${proxy}`}`;
  if (/^(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ECONNREFUSED)$/.test(facts.code))
    return {
      code: 'offline',
      message: `${host} cannot be reached${proxy === undefined ? '' : ` through the proxy ${proxy}`} (${facts.code}).`,
      next: `Check the network${connection.endpoint ? ' and the endpoint' : ''}${proxy === undefined ? '' : ' and the proxy'}. ${GOES_ON}`,
    };
  if (facts.status === 407 || /ERR_PROXY|PROXY_TUNNEL/.test(facts.code))
    return {
      code: 'proxy_refused',
      message:
        facts.status === 407 || facts.message.includes('407')
          ? `${theProxy} wants a sign-in before it lets requests through (407).`
          : `${theProxy} did not let the request to ${host} through: ${facts.message}.`,
      next: 'Put the proxy with its user and password into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT), or name the store in NO_PROXY, and start Atrium anew.',
    };
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(facts.code))
    return {
      code: 'untrusted_certificate',
      message: `The certificate of ${host} is not trusted on this computer (${facts.code}).`,
      next: 'Sign in to the Wi-Fi if it asks for it; behind a company proxy, ask IT to install its certificate.',
    };
  if (
    facts.name === 'TimeoutError' ||
    /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|ECONNABORTED)$/.test(facts.code)
  )
    return {
      code: 'source_busy',
      message: `${host} stopped answering, several times over (${facts.code || facts.name}).`,
      next: `Check the network, wait a while. ${GOES_ON}`,
    };
  return undefined;
}

function ofAnswer(facts: Facts, where: Where): Words | undefined {
  const { connection } = where;
  const { bucket, endpoint } = connection;
  switch (facts.name) {
    case 'NoSuchBucket':
      return {
        code: 'bucket_missing',
        message: `There is no bucket ${bucket}${endpoint ? ` at ${endpoint}` : ''}.`,
        next: 'Check the name of the bucket and the account of the profile.',
      };
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return {
        code: 'wrong_region',
        message: `The bucket ${bucket} is not in ${where.region}${facts.region ? ` but in ${facts.region}` : ''}.`,
        next: `Set its region with --region or in Settings.`,
      };
    case 'RequestTimeTooSkewed':
      return clock(facts, where);
    case 'SlowDown':
    case 'ServiceUnavailable':
    case 'InternalError':
    case 'RequestTimeout':
      return {
        code: 'source_busy',
        message: `${s3Name(connection)} asks for a pause (${facts.name}${id(facts)}).`,
        next: `Wait a while. ${GOES_ON}`,
      };
    case 'NoSuchKey':
      return {
        code: 'bad_delivery',
        message: `S3 cannot ${where.doing}: it was there a moment ago and is gone.`,
        next: 'A delivery is being replaced, most likely: sync again in a while.',
      };
    default:
      return undefined;
  }
}

function ofStatus(facts: Facts, where: Where): Words | undefined {
  if (facts.status === 403) return denied(facts, where);
  if (facts.status === 404 && !where.doing.startsWith('read'))
    return {
      code: 'bucket_missing',
      message: `There is no bucket ${where.connection.bucket}.`,
      next: 'Check the name of the bucket.',
    };
  if (facts.status >= 500 && facts.status !== 501)
    return {
      code: 'source_busy',
      message: `${s3Name(where.connection)} fails inside (${facts.name || facts.status}${id(facts)}).`,
      next: `Wait a while. ${GOES_ON}`,
    };
  if (facts.status === 501 || facts.status === 400)
    return {
      code: 'source_unsupported',
      message: `The store refused to ${where.doing}: ${facts.message} (${facts.name}${id(facts)}).`,
      next: where.connection.compatibility
        ? 'It is no store this version can read: copy the deliveries to a folder and sync that.'
        : 'If it is not AWS, sync with --compatibility, which leaves checksum headers out.',
    };
  return undefined;
}

/** S3 says AccessDenied for the object and for its key alike; who must act is not the same. */
function denied(facts: Facts, { connection, doing }: Where): Words {
  const kms = /\bkms\b|KMS\./i.test(`${facts.name} ${facts.message}`);
  const role = 'ask the owner of the bucket for';
  return kms
    ? {
        code: 'access_denied',
        message: `The files of ${s3Name(connection)} are encrypted, and these credentials may not use their key (kms:Decrypt${id(facts)}).`,
        next: `Ask the data team for kms:Decrypt on the bucket's key.`,
      }
    : {
        code: 'access_denied',
        message: `These credentials may not ${doing} (${facts.name || 'AccessDenied'}${id(facts)}).`,
        next: doing.startsWith('list')
          ? `Choose another profile, or ${role} s3:ListBucket on ${connection.bucket}.`
          : `Choose another profile, or ${role} s3:GetObject. Without s3:ListBucket a missing file looks the same.`,
      };
}

function clock({ serverTime }: Facts, { now }: Where): Words {
  const minutes = Math.round((now() - serverTime) / 60_000);
  const off = Number.isNaN(minutes)
    ? 'wrong'
    : `${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}`;
  return {
    code: 'clock_wrong',
    message: `This computer's clock is ${off}, and S3 refuses requests with a wrong time.`,
    next: 'Set the clock to automatic in the system settings, then sync again.',
  };
}

const id = ({ requestId }: Facts): string => (requestId === '' ? '' : `, request ${requestId}`);
