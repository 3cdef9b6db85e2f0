import { setImmediate } from 'node:timers/promises';
import { refuse } from '../../../shared/contracts/problem.ts';
import {
  crossValidate,
  meanAndSd,
  type CrossValidation,
  type Measures,
} from '../../../shared/learning/cross-validate.ts';
import { readFitInput, type FitInput } from './fit-input.ts';
import { UsageError, type ExitCode, type Surroundings } from './run.ts';
import { table } from './words.ts';

export interface FitOptions {
  readonly csv?: string | undefined;
  readonly target?: string | undefined;
  readonly folds?: string | undefined;
  readonly positive?: string | undefined;
  readonly seed?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Most milliseconds without looking whether to stop. */
const BREATH_MS = 100;

/** Fits the additive model on any table, fold by fold, and tells how well it judges the rows it has not seen. */
export async function fit(
  at: Pick<Surroundings, 'out' | 'err' | 'progress' | 'signal'>,
  options: FitOptions,
): Promise<ExitCode> {
  const { csv, target } = options;
  if (csv === undefined) throw new UsageError('fit needs --csv FILE.');
  if (target === undefined) throw new UsageError('fit needs --target COLUMN.');
  const seed = Number(options.seed ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new UsageError(`--seed is a whole number, not ${options.seed}.`);
  const input = readFitInput({
    csv,
    target,
    folds: options.folds,
    positive: options.positive,
    seed,
  });
  const steps = crossValidate(input.table, input.y, input.folds, { seed, groups: input.groups });
  let breath = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      at.out(
        options.json
          ? `${JSON.stringify(report(input, step.value, seed), null, 2)}\n`
          : `${lines(input, step.value).join('\n')}\n`,
      );
      return 0;
    }
    if (performance.now() - breath < BREATH_MS) continue;
    const { fold, stage, round } = step.value;
    at.progress(`Fold ${fold}: ${stage}, round ${round}`);
    await setImmediate();
    if (at.signal.aborted) throw refuse('cancelled', 'Fitting was stopped.');
    breath = performance.now();
  }
}

const MEANS = ['auc', 'logLoss', 'brier', 'slope'] as const;

function means({
  folds,
}: CrossValidation): Record<(typeof MEANS)[number], ReturnType<typeof meanAndSd>> {
  const of = (name: (typeof MEANS)[number]) => meanAndSd(folds.map((fold) => fold[name]));
  return { auc: of('auc'), logLoss: of('logLoss'), brier: of('brier'), slope: of('slope') };
}

/** Numbers without a meaning, such as the AUC of one outcome, are null in JSON. */
function report(input: FitInput, found: CrossValidation, seed: number): object {
  const all = means(found);
  const each = (part: 'mean' | 'sd') =>
    Object.fromEntries(MEANS.map((name) => [name, all[name][part]]));
  return {
    rows: input.table.rows,
    events: found.pooled.events,
    positive: input.positive,
    seed,
    columns: input.table.columns.map(({ name, kind }) => ({ name, kind })),
    dropped: input.dropped,
    notes: input.notes,
    folds: found.folds,
    mean: each('mean'),
    sd: each('sd'),
    pooled: found.pooled,
  };
}

function lines(input: FitInput, found: CrossValidation): string[] {
  const { columns, rows } = input.table;
  const count = (kind: string): number => columns.filter((c) => c.kind === kind).length;
  const { events } = found.pooled;
  const line = (name: string, m: Measures): readonly (string | number)[] => [
    name,
    m.rows,
    m.events,
    ...MEANS.map((measure) => shown(m[measure])),
  ];
  const all = means(found);
  const last = (['mean', 'sd'] as const).map((part) => [
    part,
    '',
    '',
    ...MEANS.map((name) => shown(all[name][part])),
  ]);
  return [
    `${rows.toLocaleString('en-US')} rows, ${events.toLocaleString('en-US')} events (${((100 * events) / rows).toFixed(1)}%), ${count('numeric')} columns of numbers, ${count('categorical')} of names.`,
    ...input.dropped.map(({ name, why }) => `Left out: ${name}, ${why}.`),
    ...input.notes,
    '',
    ...table([
      ['Fold', 'Rows', 'Events', 'AUC', 'Log-loss', 'Brier', 'Slope'],
      ...found.folds.map((fold) => line(String(fold.fold), fold)),
      ...last,
      line('pooled', found.pooled),
    ]),
  ];
}

const shown = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(4));
