import { EXCLUSIONS, SENTIMENTS, STALE_DAYS } from '../../../shared/domain/csm-word.ts';
import type { Said, Word, WordKind } from '../../../shared/domain/csm-word.ts';
import { formatDay, parseDay } from '../../../shared/domain/day.ts';
import type { InputOf } from '../../../shared/contracts/contract.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';

export interface WordOptions {
  readonly company?: string | undefined;
  readonly sentiment?: string | undefined;
  readonly words?: string | undefined;
  readonly exclude?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly withdraw?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly json?: boolean | undefined;
}

const KINDS: readonly WordKind[] = ['sentiment', 'exclusion', 'closure'];

/** `word [LOCATION_ID] [--company ID] …`: what a person says of an account or office; without a word, what stands. */
export async function word(
  at: Surroundings,
  locationId: string | undefined,
  options: WordOptions,
  today: number,
): Promise<ExitCode> {
  const { company } = options;
  const said = wordIn(options, today);
  const kind = KINDS.find((each) => each === options.withdraw);
  if (options.withdraw !== undefined && !kind)
    throw new UsageError(`--withdraw is ${KINDS.join(', ')}, not ${options.withdraw}.`);
  if (said && kind) throw new UsageError('Say a word or withdraw one, not both at once.');
  if ((said ?? kind) && locationId === undefined && company === undefined)
    throw new UsageError('word needs the id of a location, or --company ID for an account.');
  return withEngine(at, { hold: false }, async (engine) => {
    if (said || kind) {
      const subject = await subjectOf(engine, locationId, company, at);
      const step = said
        ? await call(engine, 'csmWord.say', { ...subject, word: said }, at)
        : await call(engine, 'csmWord.withdraw', { ...subject, kind: kind ?? 'sentiment' }, at);
      at.err(step ? `${step.words}.` : 'Nothing stood to be withdrawn.');
      return step ? 0 : 1;
    }
    const all = await call(engine, 'csmWord.all', {}, at);
    const shown = all.filter(
      (each) =>
        (company === undefined || each.company_id === company) &&
        (locationId === undefined || each.location_id === locationId),
    );
    if (options.json) at.out(`${JSON.stringify(shown, null, 2)}\n`);
    else if (shown.length === 0) at.err('Nothing is said.');
    else for (const each of shown) at.out(`${saidLine(each)}\n`);
    return 0;
  });
}

type Engine = Parameters<typeof call>[0];

async function subjectOf(
  engine: Engine,
  locationId: string | undefined,
  company: string | undefined,
  at: Surroundings,
): Promise<InputOf<'csmWord.history'>> {
  if (locationId === undefined) return { companyId: company ?? '', locationId: null };
  const office = await call(engine, 'offices.get', { locationId, companyId: company }, at);
  return { companyId: office.company_id, locationId };
}

function wordIn(options: WordOptions, today: number): Word | undefined {
  const { sentiment, words, exclude, closed, reason, until } = options;
  const kinds = [sentiment ?? words, exclude, closed || undefined].filter((e) => e !== undefined);
  if (kinds.length > 1) throw new UsageError('Say one thing at a time.');
  if (until !== undefined && parseDay(until) === undefined)
    throw new UsageError(`--until is a day like 2026-11-20, not ${until}.`);
  if (closed) return { kind: 'closure', closedOn: until ?? null, reason: reason ?? null };
  if (kinds.length === 0) return undefined;
  if (reason === undefined) throw new UsageError('--reason says what it stands on.');
  if (exclude !== undefined) {
    const why = EXCLUSIONS.find((each) => each === exclude);
    if (!why) throw new UsageError(`--exclude is ${EXCLUSIONS.join(', ')}, not ${exclude}.`);
    return { kind: 'exclusion', why, reason, until: until ?? null };
  }
  const level = SENTIMENTS.find((each) => each === sentiment);
  if (sentiment !== undefined && !level)
    throw new UsageError(`--sentiment is ${SENTIMENTS.join(', ')}, not ${sentiment}.`);
  return {
    kind: 'sentiment',
    level: level ?? null,
    words: words ?? null,
    reason,
    expiresOn: until ?? formatDay(today + STALE_DAYS),
  };
}

/** One word in a line: `c1, l7: sentiment red, until 2026-12-01: sponsor left (2026-09-02, ada)`. */
export function saidLine({ company_id, location_id, word: said, said_at, said_by }: Said): string {
  const of = location_id === null ? company_id : `${company_id}, ${location_id}`;
  return `${of}: ${textOf(said)} (${said_at.slice(0, 10)}, ${said_by})`;
}

function textOf(said: Word): string {
  switch (said.kind) {
    case 'sentiment': {
      const felt = [said.level, said.words].filter((each) => each !== null).join(', ');
      return `sentiment ${felt}, until ${said.expiresOn}: ${said.reason}`;
    }
    case 'exclusion':
      return `left out (${said.why})${said.until === null ? '' : `, until ${said.until}`}: ${said.reason}`;
    case 'closure':
      return `closed${said.closedOn === null ? '' : ` on ${said.closedOn}`}${said.reason === null ? '' : `: ${said.reason}`}`;
  }
}
