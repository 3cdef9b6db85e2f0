import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { readProfile } from '../../../shared/domain/score-profile-read.ts';
import { profileText } from '../../../shared/domain/score-profile-words.ts';
import { profileVersion } from '../../../shared/domain/score-profile.ts';
import type { Engine } from '../../engine/create.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { settingsLines, whatIfLines } from './score-profile-words.ts';
import { progressLine } from './words.ts';

export interface ProfileOptions {
  readonly reason?: string | undefined;
  readonly json?: boolean | undefined;
}

type Action = (
  at: Surroundings,
  file: string | undefined,
  options: ProfileOptions,
) => Promise<ExitCode>;

/** `score-profile show|check FILE|apply FILE --reason TEXT|reset --reason TEXT|undo`: what is set about the scores. */
export async function scoreProfile(
  at: Surroundings,
  words: readonly string[],
  options: ProfileOptions,
): Promise<ExitCode> {
  const [name = '', file, extra] = words;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action)
    throw new UsageError('score-profile is followed by show, check, apply, reset or undo.');
  const needsFile = name === 'check' || name === 'apply';
  if (needsFile && file === undefined)
    throw new UsageError(`score-profile ${name} needs the file of a profile.`);
  const tooMany = needsFile ? extra : file;
  if (tooMany !== undefined)
    throw new UsageError(`${tooMany} is one word too many for score-profile ${name}.`);
  return action(at, file, options);
}

const ACTIONS: Readonly<Record<string, Action>> = {
  async show(at, _file, { json }) {
    const state = await withEngine(at, { hold: false }, (engine) =>
      call(engine, 'scoreSettings.get', {}, at),
    );
    at.out(json ? asJson(state) : `${settingsLines(state).join('\n')}\n`);
    return 0;
  },

  /** Says what is wrong with a file; of one that is allowed, what it would do to the book. Changes nothing. */
  async check(at, file = '', { json }) {
    const read = readProfile(jsonIn(file));
    if (!read.ok) {
      if (json) at.out(asJson({ ok: false, errors: read.errors }));
      else for (const { text } of read.errors) at.err(text);
      return 1;
    }
    const { profile } = read;
    const seen = await withEngine(at, { hold: false }, async (engine) =>
      (await call(engine, 'app.status', {}, at)).dataset.ds === null
        ? null
        : call(engine, 'scoreSettings.whatIf', { profile }, at),
    );
    const version = profileVersion(profile);
    if (json) at.out(asJson({ ok: true, version, profile, whatIf: seen }));
    else {
      at.out(`${version}: ${profileText(profile)}\n`);
      if (seen) at.out(`${whatIfLines(seen).join('\n')}\n`);
    }
    return 0;
  },

  async apply(at, file = '', options) {
    const profile = jsonIn(file);
    const read = readProfile(profile);
    if (!read.ok)
      throw refuse('bad_request', read.errors.map(({ text }) => text).join('\n'), {
        stillWorks: 'Nothing was changed.',
      });
    const reason = reasonOf(options);
    return put(at, options, (engine, tell) =>
      call(engine, 'scoreSettings.apply', { profile, reason }, at, tell),
    );
  },

  async reset(at, _file, options) {
    const reason = reasonOf(options);
    return put(at, options, (engine, tell) =>
      call(engine, 'scoreSettings.reset', { reason }, at, tell),
    );
  },

  undo: (at, _file, options) =>
    put(at, options, (engine, tell) => call(engine, 'scoreSettings.undo', {}, at, tell)),
};

/** Puts a profile in force, scores the book with it, and says what is in force then. */
async function put(
  at: Surroundings,
  { json }: ProfileOptions,
  work: (engine: Engine, tell: (progress: SyncProgress) => void) => Promise<unknown>,
): Promise<ExitCode> {
  const state = await withEngine(at, { hold: true }, async (engine) => {
    await work(engine, (progress) => at.progress(progressLine(progress)));
    return call(engine, 'scoreSettings.get', {}, at);
  });
  if (json) at.out(asJson(state));
  else at.err(`${state.version} is in force: ${profileText(state.profile)}.`);
  return 0;
}

function reasonOf({ reason }: ProfileOptions): string {
  if (!reason?.trim())
    throw new UsageError('--reason TEXT says why, for those who read the history.');
  return reason;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function jsonIn(file: string): unknown {
  const where = path.resolve(file);
  let text: string;
  try {
    text = readFileSync(where, 'utf8');
  } catch (cause) {
    throw refuse('source_missing', `${where} cannot be read.`, { cause });
  }
  try {
    const value = JSON.parse(text) as unknown;
    // What `show --json` prints may be edited and handed in as it is.
    return typeof value === 'object' && value !== null && 'profile' in value
      ? value.profile
      : value;
  } catch (cause) {
    throw refuse('bad_request', `${where} is not JSON: ${String(cause)}.`, {
      next: 'atrium score-profile show --json prints a profile to start from.',
      cause,
    });
  }
}
