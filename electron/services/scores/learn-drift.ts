import { formatDay, parseDay, type Day } from '../../../shared/domain/day.ts';
import type { ModelNote } from '../../../shared/domain/learning.ts';
import { DRIFTED, stabilityIndex } from '../../../shared/learning/drift.ts';
import { logitsOf } from '../../../shared/learning/learned.ts';
import { observedOverExpected, wilson } from '../../../shared/learning/metrics.ts';
import { featureNamed } from '../../../shared/learning/office-table.ts';
import {
  featureTable,
  learningData,
  newRiskRows,
  type RiskRows,
} from '../../../shared/learning/risk-rows.ts';
import { one, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { readLearned, type LearnedRow } from './learn-models.ts';
import { readKeptRows } from './outcomes-kept.ts';
import { readOutcomes } from './outcomes.ts';
import { PERIOD_DAYS, periodOf } from './snapshots.ts';

const MONTH = 30;
const QUARTER = 91;
/** Fewer offices than this move by chance. */
const FEWEST = 100;

/**
 * What is to be known about a model in use: whether the book still looks as it did, whether as many leave as it says, and
 * its age (recalibrate monthly, fit anew quarterly). Told, and never done by itself.
 */
export function notesOn(db: ReadableDB, row: LearnedRow, today: Day): readonly ModelNote[] {
  return [...movedSince(db, row), ...rateSince(db, row, today), ...ageOf(row, today)];
}

const KEPT = 'model_notes';

/** Keeps what is to be known about the model the book has just been scored by, for every screen; null: the scorecard. */
export function keepModelNotes(db: WritableDB, id: string | null, asOf: Day): void {
  const notes = id === null ? [] : notesOn(db, readLearned(db, id), asOf);
  writeMeta(db, KEPT, JSON.stringify(notes));
}

export function readModelNotes(db: ReadableDB): readonly ModelNote[] {
  return JSON.parse(readMeta(db, KEPT) ?? '[]') as readonly ModelNote[];
}

function movedSince(db: ReadableDB, { model, basis }: LearnedRow): readonly ModelNote[] {
  const newest = one<{ period: number | null }>(
    db,
    'SELECT max(period) AS period FROM scoring_snapshot',
  )?.period;
  if (newest === null || newest === undefined) return [];
  const rows = periodRows(db, newest);
  if (rows.day.length < FEWEST) return [];
  const table = featureTable(rows);
  const indexOf = (name: string, values: Float64Array): number => {
    const spread = basis.spreads.find((known) => known.name === name);
    return spread ? stabilityIndex(spread, values) : 0;
  };
  const moved = table.columns.flatMap((column) => {
    const index = column.kind === 'numeric' ? indexOf(column.name, column.values) : 0;
    return index > DRIFTED ? [{ name: column.name, index }] : [];
  });
  const score = indexOf(
    'logit',
    logitsOf(model, { table, scorecard: Float64Array.from(rows.scorecard) }),
  );
  const notes: ModelNote[] = [];
  if (score > DRIFTED)
    notes.push({
      code: 'score_moved',
      text: `The risk is spread over the book otherwise than when the model was learned (stability index ${score.toFixed(2)}, above ${DRIFTED}).`,
    });
  if (moved.length > 0) {
    const words = moved
      .toSorted((a, b) => b.index - a.index)
      .slice(0, 3)
      .map(({ name, index }) => `${featureNamed(name)?.words ?? name} ${index.toFixed(2)}`);
    const more = moved.length > 3 ? ` and ${moved.length - 3} more` : '';
    notes.push({
      code: 'inputs_moved',
      text: `${moved.length} of ${table.columns.length} inputs are not where they were when the model was learned (stability index above ${DRIFTED}): ${words.join(', ')}${more}.`,
    });
  }
  return notes;
}

/** Of the newest period whose outcome is known, as its scoring kept it, and after all the model has learned from. */
function rateSince(db: ReadableDB, { model, card }: LearnedRow, today: Day): readonly ModelNote[] {
  const learnedTo = parseDay(card.riskSet.to ?? '') ?? today;
  const period = periodOf(today - card.horizonDays - PERIOD_DAYS + 1);
  if (period * PERIOD_DAYS <= learnedTo) return [];
  const data = learningData(periodRows(db, period), readOutcomes(db).of, card.horizonDays, today);
  const { y, scorecard } = data.labelled;
  if (y.length < FEWEST) return [];
  const logits = logitsOf(model, { table: data.table, scorecard });
  const events = y.reduce((sum, v) => sum + v, 0);
  const ratio = observedOverExpected(logits, y);
  const expected = events / ratio / y.length;
  const { low, high } = wilson(events, y.length);
  if (expected >= low && expected <= high) return [];
  return [
    {
      code: 'rate_moved',
      text: `${events} of ${y.length} offices of the period from ${formatDay(period * PERIOD_DAYS)} gave notice, and the model expected ${Math.round(expected * y.length)} (observed over expected ${ratio.toFixed(2)}).`,
    },
  ];
}

function ageOf({ card }: LearnedRow, today: Day): readonly ModelNote[] {
  const days = today - (parseDay(card.dataTo) ?? today);
  if (days > QUARTER)
    return [
      {
        code: 'refit',
        text: `The model has learned from data to ${card.dataTo}, ${days} days ago: it is to be learned anew every quarter.`,
      },
    ];
  if (days > MONTH)
    return [
      {
        code: 'recalibrate',
        text: `The model has learned from data to ${card.dataTo}, ${days} days ago: its rate is to be refreshed every month. Train again.`,
      },
    ];
  return [];
}

function periodRows(db: ReadableDB, period: number): RiskRows {
  const rows = newRiskRows();
  readKeptRows(db, rows, { from: period, to: period });
  return rows;
}
