import {
  RUNG_NAMES,
  type KeptContender,
  type KeptEstimate,
  type LearnedCard,
} from '../../../shared/domain/learning.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { table } from './words.ts';

export interface TrainOptions {
  readonly seed?: string | undefined;
  /** Nothing is kept. */
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `train`: learns from the outcomes of the book and keeps the model as a challenger. `backtest`: keeps nothing. */
export async function train(at: Surroundings, options: TrainOptions): Promise<ExitCode> {
  const seed = Number(options.seed ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 2 ** 31)
    throw new UsageError(`--seed is a whole number, not ${options.seed}.`);
  const keep = options.dryRun !== true;
  const card = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'learning.train', { keep, seed }, at, ({ text, done }) =>
      at.progress(`${text} (${Math.floor(100 * done)}%)`),
    ),
  );
  at.out(
    options.json
      ? `${JSON.stringify(card, null, 2)}\n`
      : `${trainedLines(card, keep).join('\n')}\n`,
  );
  return 0;
}

export function trainedLines(card: LearnedCard, kept: boolean): readonly string[] {
  const last = !kept
    ? 'Nothing was kept.'
    : card.adoptable
      ? `Kept as ${card.id}. To put it to use: atrium model use ${card.id}`
      : `Kept as ${card.id}, for its card. The scorecard stays in use.`;
  return [...cardLines(card), '', last];
}

const FIGURES: readonly (readonly [keyof KeptContender['figures'], string])[] = [
  ['auc', 'AUC'],
  ['averagePrecision', 'Average precision'],
  ['lift', 'Lift of the highest tenth'],
  ['captured', 'Notices in the highest tenth'],
  ['logLoss', 'Log-loss'],
  ['skill', 'Brier skill'],
  ['slope', 'Calibration slope'],
  ['observedOverExpected', 'Observed / expected'],
  ['arrObservedOverExpected', 'Observed / expected, by ARR'],
];

/** A learned model in a terminal. */
export function cardLines(card: LearnedCard): readonly string[] {
  const { riskSet, backTest, rung } = card;
  const { scorecard, candidate } = backTest;
  const alone = rung === 'intercept' || rung === 'platt';
  const both = (name: string, of: (c: KeptContender) => string): readonly string[] =>
    alone ? [name, of(scorecard)] : [name, of(scorecard), of(candidate)];
  return [
    `${RUNG_NAMES[rung]}: ${riskSet.churned} offices of ${riskSet.companies} companies gave notice`,
    `Learned from ${count(riskSet.rows)} rows of ${count(riskSet.offices)} offices, ${riskSet.moments} days from ${riskSet.from ?? '–'} to ${riskSet.to ?? '–'}; notice within ${card.horizonDays} days`,
    `Judged by ${count(backTest.rows)} rows, ${count(backTest.offices)} offices with a notice, in ${backTest.blocks.length} ${backTest.blocks.length === 1 ? 'block' : 'blocks'} of 12 weeks`,
    '',
    ...table([
      alone ? ['', 'Scorecard, recalibrated'] : ['', 'Scorecard, recalibrated', RUNG_NAMES[rung]],
      ...FIGURES.map(([name, words]) => both(words, (c) => estimate(c.figures[name]))),
      both('Foretold notices', ({ lead }) => `${lead.foretold} of ${lead.offices}`),
      both('Lead in days, median', ({ lead }) => String(lead.days ?? '–')),
    ]),
    '',
    `Gate: ${card.adoptable ? 'passed' : 'not passed'}`,
    ...(card.tried
      ? [`  ${RUNG_NAMES[card.tried.rung]} was tried and did not pass; the scorecard itself:`]
      : []),
    ...card.checks.map(({ passed, found }) => `  ${passed ? '✓' : '✗'} ${found}`),
  ];
}

const count = (n: number): string => n.toLocaleString('en-US');
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const estimate = ({ value, low, high }: KeptEstimate): string =>
  value === null ? '–' : `${figure(value)} (${figure(low)} to ${figure(high)})`;
