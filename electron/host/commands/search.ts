import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { table } from './words.ts';

export interface SearchOptions {
  readonly limit?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Accounts, people and offices that a text finds, best first; exit 1 where it finds nothing, as grep does. */
export async function search(
  at: Surroundings,
  text: string,
  options: SearchOptions,
): Promise<ExitCode> {
  const limit = Number(options.limit ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new UsageError(`--limit is a whole number from 1 to 100, not ${options.limit}.`);
  const hits = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'search.find', { text, limit }, at),
  );
  if (options.json) at.out(`${JSON.stringify(hits, null, 2)}\n`);
  else if (hits.length > 0) {
    const rows = hits.map((hit) => [
      hit.kind,
      hit.name,
      hit.context,
      hit.location_id ?? hit.company_id ?? hit.email,
    ]);
    at.out(`${table([['Kind', 'Name', 'Of', 'Id'], ...rows]).join('\n')}\n`);
  }
  return hits.length > 0 ? 0 : 1;
}
