import { scoreBook } from '../../shared/scoring/score-book.ts';
import { DEFAULT_SETTINGS } from '../../shared/scoring/settings.ts';
import { judge, type Verdict } from '../../shared/learning/adoption-gate.ts';
import { backTest, type Judged, type Labelled } from '../../shared/learning/back-test.ts';
import { ga2mLearner, OFFICE_OPTIONS } from '../../shared/learning/learner.ts';
import {
  OFFICE_SIGNS,
  officeTable,
  segmentColumns,
  type OfficeRow,
} from '../../shared/learning/office-table.ts';
import { randomFrom } from '../../shared/learning/random.ts';
import { takeRows, type CategoricalColumn, type Table } from '../../shared/learning/table.ts';
import type { Simulation } from '../../shared/testing/simulator/simulate.ts';
import { snapshotAt } from '../../shared/testing/simulator/snapshot.ts';
import { noticeWithin, oracleHazard } from '../../shared/testing/simulator/truth.ts';
import { HORIZON } from './measure.ts';
import { auc } from './statistics.ts';

/** A snapshot every four weeks, as the store keeps them. */
const APART = 4;
const FIRST_WEEK = 16;

/** What a model that learned from a book's outcomes is worth on weeks it had not seen. */
export interface LearnedFigures {
  readonly auc: number;
  readonly oracle: number;
  readonly scorecard: number;
  readonly slope: number;
  readonly observedOverExpected: number;
  readonly events: number;
  readonly adopted: number;
  /** Back-tests on shuffled outcomes, and how many of them the gate let through. */
  readonly shuffled: number;
  readonly shuffledAdopted: number;
}

interface Data {
  readonly labelled: Labelled;
  readonly table: Table;
  readonly segments: readonly CategoricalColumn[];
  readonly oracle: Float64Array;
}

/** @param shuffles back-tests with shuffled outcomes, on every second snapshot */
export function learnedFigures(sim: Simulation, shuffles: number): LearnedFigures {
  const data = gather(sim);
  const { verdict, judged } = learn(data);
  const outcomes = Array.from(judged.rows, (i) => data.labelled.y[i] === 1);
  const oracle = Float64Array.from(judged.rows, (i) => data.oracle[i] ?? 0);
  const half = everySecond(data);
  const verdicts = Array.from({ length: shuffles }, (_, k) => learn(shuffled(half, k + 1)).verdict);
  return {
    auc: verdict.candidate.auc,
    oracle: auc(oracle, outcomes),
    scorecard: verdict.champion.auc,
    slope: verdict.candidate.slope,
    observedOverExpected: verdict.candidate.observedOverExpected,
    events: outcomes.filter(Boolean).length,
    adopted: Number(verdict.adopt),
    shuffled: shuffles,
    shuffledAdopted: verdicts.filter(({ adopt }) => adopt).length,
  };
}

function gather(sim: Simulation): Data {
  const rows: OfficeRow[] = [];
  const day: number[] = [];
  const office: number[] = [];
  const company: number[] = [];
  const y: number[] = [];
  const scorecard: number[] = [];
  const oracle: number[] = [];
  const last = Math.floor(sim.days / 7) - 1 - HORIZON;
  for (let week = FIRST_WEEK; week <= last; week += APART) {
    const { book, index } = snapshotAt(sim, week, DEFAULT_SETTINGS, 0);
    const { facts } = scoreBook(book);
    index.forEach((i, j) => {
      const known = facts[j];
      const logit = known?.['logit'] ?? null;
      const own = book.offices[j];
      if (!known || logit === null || !own) return;
      const { segment, plan, industry, region } = own;
      rows.push({ facts: known, segments: { segment, plan, industry, region } });
      day.push(7 * week + 6);
      office.push(i);
      company.push(sim.offices[i]?.company ?? 0);
      y.push(noticeWithin(sim, i, week, HORIZON) ? 1 : 0);
      scorecard.push(logit);
      oracle.push(oracleHazard(sim, i, week, HORIZON));
    });
  }
  return {
    labelled: {
      day: Float64Array.from(day),
      office: Int32Array.from(office),
      company: Int32Array.from(company),
      y: Uint8Array.from(y),
      scorecard: Float64Array.from(scorecard),
    },
    table: officeTable(rows),
    segments: segmentColumns(rows),
    oracle: Float64Array.from(oracle),
  };
}

function learn(data: Data): { readonly verdict: Verdict; readonly judged: Judged } {
  const options = { ...OFFICE_OPTIONS, signs: OFFICE_SIGNS };
  const learner = ga2mLearner(data.table, data.labelled, options);
  const steps = backTest(data.labelled, learner, { horizonDays: 7 * HORIZON });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return {
    judged: step.value,
    verdict: judge(data.labelled, step.value, data.segments, true),
  };
}

function everySecond({ labelled: all, table, segments, oracle }: Data): Data {
  const first = 7 * FIRST_WEEK + 6;
  const kept = Int32Array.from(all.day.keys()).filter(
    (i) => ((all.day[i] ?? 0) - first) % (14 * APART) === 0,
  );
  const numbers = (values: Float64Array) => Float64Array.from(kept, (i) => values[i] ?? 0);
  const labels = (values: Int32Array) => Int32Array.from(kept, (i) => values[i] ?? 0);
  return {
    labelled: {
      day: numbers(all.day),
      office: labels(all.office),
      company: labels(all.company),
      y: Uint8Array.from(kept, (i) => all.y[i] ?? 0),
      scorecard: numbers(all.scorecard),
    },
    table: takeRows(table, kept),
    segments: segments.map((column) => ({
      ...column,
      codes: Int32Array.from(kept, (i) => column.codes[i] ?? -1),
    })),
    oracle: numbers(oracle),
  };
}

/** The same rows, with the outcomes dealt out anew. */
function shuffled(data: Data, seed: number): Data {
  const random = randomFrom(seed);
  const y = data.labelled.y.slice();
  for (let i = y.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [y[i], y[j]] = [y[j] ?? 0, y[i] ?? 0];
  }
  return { ...data, labelled: { ...data.labelled, y } };
}
