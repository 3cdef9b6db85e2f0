import { createEngine, type Engine } from '../../engine/create.ts';
import type {
  CallName,
  InputOf,
  OutputOf,
  ProgressOf,
} from '../../../shared/contracts/contract.ts';
import { AtriumError } from '../../../shared/contracts/problem.ts';

/** What every command gets: the streams, the data folder, and a way to be stopped. */
export interface Surroundings {
  readonly dataFolder: string;
  readonly version: string;
  readonly importWorker: URL;
  readonly rendererRoot: string;
  readonly signal: AbortSignal;
  out(text: string): void;
  /** Messages and progress; never data. */
  err(text: string): void;
  /** Rewrites the last line of `err` where it is a terminal; says nothing elsewhere more than now and then. */
  progress(text: string): void;
}

/** 0 done, 1 something was held or failed, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** Wrong use of the command line: told with a hint, exit code 2. */
export class UsageError extends Error {}

/** Opens the engine on the data folder for as long as the work takes. */
export async function withEngine<T>(
  at: Surroundings,
  options: { readonly hold: boolean; readonly schedule?: boolean },
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = createEngine({
    dataFolder: at.dataFolder,
    version: at.version,
    importWorker: at.importWorker,
    ...options,
  });
  try {
    return await work(engine);
  } finally {
    await engine.stop();
  }
}

/** Calls the engine as the screens do; a refusal becomes an exception the top level explains. */
export async function call<N extends CallName>(
  engine: Engine,
  name: N,
  input: InputOf<N>,
  at: Surroundings,
  onProgress?: (progress: ProgressOf<N>) => void,
): Promise<OutputOf<N>> {
  const reply = await engine.handle(name, input, {
    signal: at.signal,
    progress: (progress) => onProgress?.(progress as ProgressOf<N>),
  });
  if (!reply.ok) throw new AtriumError(reply.problem);
  return reply.value as OutputOf<N>;
}
