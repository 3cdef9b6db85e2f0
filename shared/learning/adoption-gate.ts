import type { Judged, Labelled } from './back-test.ts';
import { measure, type Measures } from './cross-validate.ts';
import { observedOverExpected } from './metrics.ts';
import { randomFrom } from './random.ts';
import type { CategoricalColumn } from './table.ts';

export interface Check {
  readonly code:
    | 'better'
    | 'order'
    | 'slope'
    | 'observed_over_expected'
    | 'segments'
    | 'laws'
    | 'events';
  readonly passed: boolean;
  /** What was found and what was asked for. */
  readonly found: string;
}

export interface Verdict {
  readonly adopt: boolean;
  readonly checks: readonly Check[];
  readonly champion: Measures;
  readonly candidate: Measures;
  /** Mean log-loss of the champion minus the candidate's, with the bounds of 95 % over companies. */
  readonly gain: { readonly mean: number; readonly low: number; readonly high: number };
  /** Distinct offices that gave notice in the judged time, and their companies. */
  readonly offices: number;
  readonly companies: number;
  readonly segments: readonly SegmentResult[];
}

export interface SegmentResult {
  readonly column: string;
  readonly level: string;
  readonly offices: number;
  readonly observedOverExpected: number;
}

const REPLICATES = 1000;
const RANGE = [0.8, 1.25] as const;
const SEGMENT_RANGE = [0.6, 1.67] as const;

/**
 * Whether a candidate takes the scorecard's place. It has to be better beyond chance, and be no worse in anything a person
 * would rely on. Rows of a company share what happens to it, so chance is measured over companies, not rows.
 * @param segments columns of the labelled rows by which it must hold too
 * @param lawsHold whether reasons sum up and signs are kept in the model itself
 */
export function judge(
  data: Labelled,
  judged: Judged,
  segments: readonly CategoricalColumn[],
  lawsHold: boolean,
  seed = 1,
): Verdict {
  const y = Uint8Array.from(judged.rows, (i) => data.y[i] ?? 0);
  const champion = measure(judged.champion, y);
  const candidate = measure(judged.candidate, y);
  const gain = gainOverCompanies(data, judged, y, seed);
  const hits = judged.rows.filter((_, k) => y[k] === 1);
  const offices = new Set(hits.map((i) => data.office[i] ?? 0)).size;
  const companies = new Set(hits.map((i) => data.company[i] ?? 0)).size;
  const found = segments.flatMap((column) => bySegment(data, judged, y, column));
  const off = found.filter((s) => !inside(s.observedOverExpected, SEGMENT_RANGE));
  const lost = champion.auc - candidate.auc;
  const checks: Check[] = [
    {
      code: 'better',
      passed: gain.low > 0,
      found: `log-loss lower by ${gain.mean.toFixed(4)} (${gain.low.toFixed(4)} to ${gain.high.toFixed(4)}); the lower bound must be above 0`,
    },
    {
      code: 'order',
      passed: lost <= 0.005,
      found: `AUC ${candidate.auc.toFixed(3)} against ${champion.auc.toFixed(3)}; it may lose 0.005`,
    },
    {
      code: 'slope',
      passed: inside(candidate.slope, RANGE),
      found: `calibration slope ${candidate.slope.toFixed(2)}; ${RANGE.join(' to ')}`,
    },
    {
      code: 'observed_over_expected',
      passed: inside(candidate.observedOverExpected, RANGE),
      found: `observed over expected ${candidate.observedOverExpected.toFixed(2)}; ${RANGE.join(' to ')}`,
    },
    {
      code: 'segments',
      passed: off.length === 0,
      found:
        off.length === 0
          ? `${found.length} segments of 20 or more notices within ${SEGMENT_RANGE.join(' to ')}`
          : off
              .map((s) => `${s.column} ${s.level}: ${s.observedOverExpected.toFixed(2)}`)
              .join(', '),
    },
    {
      code: 'laws',
      passed: lawsHold,
      found: lawsHold
        ? 'reasons sum up and signs are kept'
        : 'reasons do not sum up, or a sign is not kept',
    },
    {
      code: 'events',
      passed: offices >= 100 && companies >= 50,
      found: `${offices} offices of ${companies} companies gave notice; 100 of 50 are needed`,
    },
  ];
  const adopt = checks.every(({ passed }) => passed);
  return { adopt, checks, champion, candidate, gain, offices, companies, segments: found };
}

/** What a percentage needs: none of it asks whether the order of the offices is better. */
const OF_CALIBRATION: ReadonlySet<Check['code']> = new Set([
  'slope',
  'observed_over_expected',
  'segments',
  'events',
]);

/** Whether the recalibrated scorecard itself may be shown as a percentage: it has no place to take. */
export function judgeCalibration(
  data: Labelled,
  judged: Judged,
  segments: readonly CategoricalColumn[],
): Verdict {
  const verdict = judge(data, { ...judged, candidate: judged.champion }, segments, true);
  const checks = verdict.checks.filter(({ code }) => OF_CALIBRATION.has(code));
  return { ...verdict, checks, adopt: checks.every(({ passed }) => passed) };
}

/** False for NaN: what cannot be measured is not in order. */
const inside = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high;

function gainOverCompanies(
  data: Labelled,
  judged: Judged,
  y: Uint8Array,
  seed: number,
): Verdict['gain'] {
  const by = new Map<number, { rows: number; gain: number }>();
  judged.rows.forEach((i, k) => {
    const label = data.company[i] ?? 0;
    const sum = by.get(label) ?? { rows: 0, gain: 0 };
    sum.rows++;
    sum.gain +=
      loss(judged.champion[k] ?? 0, y[k] ?? 0) - loss(judged.candidate[k] ?? 0, y[k] ?? 0);
    by.set(label, sum);
  });
  const sums = [...by.values()];
  const meanOf = (drawn: readonly { rows: number; gain: number }[]): number =>
    drawn.reduce((sum, { gain }) => sum + gain, 0) / drawn.reduce((sum, { rows }) => sum + rows, 0);
  const random = randomFrom(seed);
  const means = Float64Array.from({ length: REPLICATES }, () =>
    meanOf(sums.map((own) => sums[Math.floor(random() * sums.length)] ?? own)),
  ).toSorted();
  const at = (q: number): number => means[Math.round(q * (REPLICATES - 1))] ?? Number.NaN;
  return { mean: meanOf(sums), low: at(0.025), high: at(0.975) };
}

function loss(logit: number, y: number): number {
  const z = y === 1 ? -logit : logit;
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

/** Segments in which at least 20 offices gave notice. */
function bySegment(
  data: Labelled,
  judged: Judged,
  y: Uint8Array,
  { name, codes, levels }: CategoricalColumn,
): readonly SegmentResult[] {
  return levels.flatMap((level, code) => {
    const places = [...judged.rows.keys()].filter((k) => codes[judged.rows[k] ?? 0] === code);
    const hits = places.filter((k) => y[k] === 1);
    const offices = new Set(hits.map((k) => data.office[judged.rows[k] ?? 0])).size;
    if (offices < 20) return [];
    const logits = Float64Array.from(places, (k) => judged.candidate[k] ?? 0);
    const outcomes = Uint8Array.from(places, (k) => y[k] ?? 0);
    return [
      {
        column: name,
        level,
        offices,
        observedOverExpected: observedOverExpected(logits, outcomes),
      },
    ];
  });
}
