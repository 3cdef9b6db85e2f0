/** Every way a call can be refused. Codes are stable: screens, exit codes and tests rely on them, never on wording. */
const PROBLEM_CODES = [
  'bad_request', // arguments do not fit the contract
  'bad_sender', // the call did not come from our own page
  'unknown_call',
  'not_here', // this face has no such thing (a page has no native dialogs)
  'not_found',
  'ambiguous',
  'changed_meanwhile', // the thing is not as it was when the step was taken
  'cancelled',
  'busy', // another import is running
  'second_instance', // another Atrium holds this data folder
  'newer_database',
  'damaged_database',
  'unwritable_folder',
  'disk_full',
  'source_missing',
  'no_deliveries',
  'bad_delivery',
  'bad_model', // a model from outside that is not taken, with what to ask its makers for
  'too_few_outcomes', // not enough offices have given notice to learn from
  'not_adopted', // a model whose back-test does not carry it
  'offline', // no network, no such host, or nobody answers there
  'captive_portal', // something between answers in the source's place: a Wi-Fi that wants a sign-in
  'proxy_refused', // a proxy wants a sign-in or does not let the request through
  'untrusted_certificate',
  'sign_in_expired',
  'no_credentials',
  'no_keychain', // nothing on this computer keeps a secret safely
  'access_denied',
  'bucket_missing',
  'wrong_region',
  'clock_wrong',
  'source_busy', // asks to slow down, fails inside, or went silent
  'source_unsupported', // an S3-compatible store that lacks something
  'engine_stopped',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A refusal a person can act on: what happened, where, what still works, what to do. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence: what happened, naming file, row, column and value where there are any. */
  readonly message: string;
  readonly stillWorks?: string | undefined;
  readonly next?: string | undefined;
}

/** The only error that crosses a boundary; anything else arrives as `internal`. */
export class AtriumError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'AtriumError';
    this.problem = problem;
  }
}

export function refuse(
  code: ProblemCode,
  message: string,
  more: { stillWorks?: string; next?: string; cause?: unknown } = {},
): AtriumError {
  const { cause, ...rest } = more;
  return new AtriumError({ code, message, ...rest }, cause === undefined ? {} : { cause });
}

export function problemOf(error: unknown): Problem {
  if (error instanceof AtriumError) return error.problem;
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something inside Atrium failed: ${text}`,
    stillWorks: 'Your data and notes are untouched.',
    next: 'Try again; if it happens again, report this sentence.',
  };
}

/** What the system or SQLite calls an error, like `ENOSPC`; empty where it has no name. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** No room on the disk, or none left to this person. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(codeOf(error));

/** The whole refusal as one paragraph, for terminals and logs. */
export function sentence(problem: Problem): string {
  return [problem.message, problem.stillWorks, problem.next].filter(Boolean).join(' ');
}
