import { AtriumError, problemOf, type ProblemCode } from '../../../../shared/contracts/problem.ts';
import type { ConnectionStep, ConnectionStepId } from '../../../../shared/contracts/sync.ts';
import { formatDay } from '../../../../shared/domain/day.ts';
import { findDeliveries } from '../deliveries.ts';
import type { Source, SourceFile } from '../source.ts';
import { s3Connection, s3Name, type S3Options } from './connection.ts';
import { factsOf } from './problems.ts';
import { openS3Source, type S3Dependencies } from './s3-source.ts';

const TITLES: readonly (readonly [ConnectionStepId, string])[] = [
  ['address', 'Address'],
  ['credentials', 'Credentials'],
  ['network', 'Network'],
  ['clock', 'Clock'],
  ['bucket', 'Bucket and region'],
  ['list', 'List the prefix'],
  ['read', 'Read a file'],
];

/** Which step a refusal of the first request belongs to. What is not here belongs to the request itself. */
const STEP_OF: Readonly<Partial<Record<ProblemCode, ConnectionStepId>>> = {
  no_credentials: 'credentials',
  sign_in_expired: 'credentials',
  offline: 'network',
  captive_portal: 'network',
  proxy_refused: 'network',
  untrusted_certificate: 'network',
  source_busy: 'network',
  source_unsupported: 'network',
  clock_wrong: 'clock',
  bucket_missing: 'bucket',
  wrong_region: 'bucket',
};

/**
 * Goes the way of a sync in seven steps, as far as they go: the first that fails says why and what to do, and those
 * behind it are not tried. Reads one small file; changes nothing.
 */
export async function testConnection(
  location: string,
  options: S3Options,
  dependencies: S3Dependencies,
): Promise<readonly ConnectionStep[]> {
  const said = new Map<ConnectionStepId, string>();
  let at: ConnectionStepId = 'address';
  try {
    const connection = s3Connection(location, options);
    said.set(
      'address',
      `${s3Name(connection)}${connection.endpoint ? ` at ${connection.endpoint}` : ''}`,
    );
    at = 'credentials';
    const source = await openS3Source(connection, {
      ...dependencies,
      onCredentials(from) {
        at = 'network';
        said.set('credentials', from);
      },
      onWay: ({ proxy }) =>
        said.set('network', proxy === undefined ? 'Directly.' : `Through the proxy ${proxy}.`),
      onRegion: (region) => said.set('bucket', `It is in ${region}.`),
    });
    at = 'list';
    const files = await source.list();
    said.set('list', whatIsThere(source, files));
    at = 'read';
    said.set('read', await readSmallest(source, files));
    return steps(said, undefined);
  } catch (error) {
    return steps(said, { at: stepOf(error, at), error });
  }
}

/** The newest delivery and how many there are; refuses where there is none. */
function whatIsThere(source: Source, files: readonly SourceFile[]): string {
  const deliveries = findDeliveries(files);
  const [newest] = deliveries;
  if (!newest)
    throw new AtriumError({
      code: 'no_deliveries',
      message: `${source.name} holds ${files.length} files and no delivery of company_facts.`,
      next: 'Check the prefix: it names the folder that holds ds=…/run=…/.',
    });
  const until = newest.day === undefined ? '' : `, the newest of ${formatDay(newest.day)}`;
  return `${deliveries.length} ${deliveries.length === 1 ? 'delivery' : 'deliveries'}${until}.`;
}

async function readSmallest(source: Source, files: readonly SourceFile[]): Promise<string> {
  const [newest] = findDeliveries(files);
  const smallest = (newest?.files ?? []).toSorted((a, b) => a.size - b.size)[0];
  if (!smallest) return 'There was none to read.';
  let bytes = 0;
  for await (const chunk of source.open(smallest.path)) bytes += (chunk as Uint8Array).length;
  return `${smallest.path}, ${bytes} bytes.`;
}

function stepOf(error: unknown, at: ConnectionStepId): ConnectionStepId {
  if (!['credentials', 'network', 'list'].includes(at)) return at;
  const { name } = factsOf(error instanceof Error ? error.cause : undefined);
  // A store refuses a wrong secret like anything else that is not allowed; it is the credentials all the same.
  if (/^(?:InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken)$/.test(name))
    return 'credentials';
  return (error instanceof AtriumError && STEP_OF[error.problem.code]) || at;
}

function steps(
  said: ReadonlyMap<ConnectionStepId, string>,
  failed: { readonly at: ConnectionStepId; readonly error: unknown } | undefined,
): readonly ConnectionStep[] {
  const end = failed ? TITLES.findIndex(([id]) => id === failed.at) : TITLES.length;
  return TITLES.map(([id, title], i): ConnectionStep => {
    if (i < end) return { id, title, status: 'ok', text: said.get(id) ?? '', next: null };
    if (i > end || !failed) return { id, title, status: 'not_run', text: '', next: null };
    const problem = problemOf(failed.error);
    return { id, title, status: 'failed', text: problem.message, next: problem.next ?? null };
  });
}
