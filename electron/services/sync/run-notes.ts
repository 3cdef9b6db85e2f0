import type { Day } from '../../../shared/domain/day.ts';
import type { DayRows } from '../extract/day-rows.ts';
import type { CheckedDelivery, CheckedFile, Delivery } from '../extract/deliveries.ts';
import type { WritableDB } from '../sqlite/db.ts';
import {
  writeRunRecord,
  type DeliveredColumn,
  type RunStepId,
  type StepTime,
  type StoredFile,
} from '../store/run-records.ts';
import { timeOfRun, type Marker } from './marker.ts';

/** What is written down of a delivery while it comes in: when each step was done, and what each file gave. */
export interface RunNotes {
  done(step: RunStepId): void;
  gated(checked: CheckedDelivery): void;
  said(marker: Marker): void;
  staged(rows: DayRows): void;
  /** Rows and header lines of a file that was read to its end. */
  fileRead(path: string, rows: number, headers: number): void;
  /** To be called in the transaction that logs the outcome; `reason`: the sentence that goes with it. */
  keep(db: WritableDB, day: Day, reason?: string): void;
}

export function takeNotes(delivery: Delivery, now: () => string): RunNotes {
  const { runId } = delivery;
  const steps: StepTime[] = [{ id: 'found', at: now() }];
  const counts = new Map<string, { rows: number; headers: number }>();
  let files: readonly CheckedFile[] = delivery.files
    .filter((f) => !/(?:^|\/)[_.][^/]*$|manifest$/.test(f.path))
    .map((f) => ({ ...f, records: undefined }));
  let marker: Marker | undefined;
  let columns: readonly string[] | undefined;

  const done = (id: RunStepId): void => void steps.push({ id, at: now() });
  return {
    done,
    gated(checked) {
      files = checked.files;
      done('gate');
    },
    said: (read) => void (marker = read),
    staged(rows) {
      columns = rows.columns;
      done('read');
    },
    fileRead: (path, rows, headers) => void counts.set(path, { rows, headers }),
    keep(db, day, reason) {
      writeRunRecord(
        db,
        { day, runId },
        {
          steps,
          deliveredAt: marker?.generatedAt ?? timeOfRun(runId),
          supersedes: marker?.supersedes ?? null,
          columns: columnsOf(columns, files),
        },
        files.map((file): StoredFile => {
          const got = counts.get(file.path);
          // Once a day is staged, its files were all fine; what holds it then is said of its rows.
          const refused = columns === undefined && reason?.includes(file.path) === true;
          return {
            path: file.path,
            bytes: file.size,
            etag: file.etag ?? null,
            expected: file.records ?? null,
            got: got ? got.rows + got.headers : null,
            headers: got?.headers ?? null,
            state: refused ? 'refused' : got ? 'read' : 'not_read',
          };
        }),
      );
    },
  };
}

/** As read, else as the manifest promises, with the types it names; null where neither is known. */
function columnsOf(
  read: readonly string[] | undefined,
  files: readonly CheckedFile[],
): readonly DeliveredColumn[] | null {
  const schema = files.find((f) => f.schema)?.schema;
  const types = new Map(schema?.map((c) => [c.name, c.base ?? null]));
  const names = read ?? schema?.map((c) => c.name);
  return names?.map((name): DeliveredColumn => [name, types.get(name) ?? null]) ?? null;
}
