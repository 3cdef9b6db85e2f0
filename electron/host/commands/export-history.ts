import path from 'node:path';
import { refuse } from '../../../shared/contracts/problem.ts';
import { parseDay, type Day } from '../../../shared/domain/day.ts';
import { writeHistoryCsv } from '../../services/reports/history-csv.ts';
import { writeHistoryParquet } from '../../services/reports/history-parquet.ts';
import {
  historyColumns,
  historyParts,
  type HistoryPart,
} from '../../services/reports/history-rows.ts';
import { snapshot } from '../../services/sqlite/db.ts';
import { factsAreCurrent, openFactsReadOnly } from '../../services/store/facts-db.ts';
import { newestRun } from '../../services/store/deliveries.ts';
import { UsageError, type ExitCode, type Surroundings } from './run.ts';
import { writeBeside } from './whole-file.ts';

const WRITERS = { csv: writeHistoryCsv, parquet: writeHistoryParquet } as const;

/** Every measure of every office and day as rows of a file; memory stays the same however long the history is. */
export function exportHistory(
  at: Surroundings,
  options: Readonly<
    Record<'format' | 'out' | 'company' | 'location' | 'from' | 'to', string | undefined>
  >,
): ExitCode {
  const { format = 'csv', out } = options;
  if (!Object.hasOwn(WRITERS, format))
    throw new UsageError(`--format is csv or parquet, not ${format}.`);
  if (!out) throw new UsageError('--out PATH says where the file is written.');
  const from = dayOf(options.from);
  const to = dayOf(options.to);
  if (!factsAreCurrent(at.dataFolder)) throw nothingYet();
  const db = openFactsReadOnly(at.dataFolder);
  try {
    if (!newestRun(db)) throw nothingYet();
    const selection = { companyId: options.company, locationId: options.location, from, to };
    const target = path.resolve(out);
    const parts = told(at, historyParts(db, selection));
    const write = WRITERS[format as keyof typeof WRITERS];
    const rows = writeBeside(target, (part) =>
      snapshot(db, () => write(part, historyColumns(db), parts)),
    );
    at.err(`${rows.toLocaleString('en-US')} rows in ${target}.`);
    return 0;
  } finally {
    db.close();
  }
}

function dayOf(ds: string | undefined): Day | undefined {
  if (ds === undefined) return undefined;
  const day = parseDay(ds);
  if (day === undefined) throw new UsageError(`${ds} is not a day like 2026-11-20.`);
  return day;
}

const nothingYet = (): Error =>
  refuse('no_deliveries', 'There is no history to export: no day has been synced yet.', {
    next: 'Sync a delivery first, or open the sample book.',
  });

function* told(at: Surroundings, parts: Iterable<HistoryPart>): Generator<HistoryPart> {
  for (const part of parts) {
    if (at.signal.aborted) throw refuse('cancelled', 'The export was stopped.');
    yield part;
    at.progress(`Writing  ${part.officesDone} of ${part.offices} offices`);
  }
}
