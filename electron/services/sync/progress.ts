import type { SyncedDay, SyncProgress } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { Delivery } from '../extract/deliveries.ts';
import type { SourceFile } from '../extract/source.ts';

/** Keeps the one progress record that screens and terminals show. */
export interface Tracker {
  step(step: SyncProgress['step'], text: string): void;
  /** What will be looked at, in this order. */
  total(deliveries: readonly Delivery[]): void;
  /** Bytes of the day at hand that are local by now, and of how many. */
  downloading(day: Day | undefined, done: number, total: number): void;
  reading(day: Day | undefined): void;
  fileDone(): void;
  dayDone(day: SyncedDay): void;
}

/** @param startedAt ISO time. */
export function nothingYet(step: SyncProgress['step'], startedAt: string): SyncProgress {
  return {
    step,
    text: '',
    daysDone: 0,
    daysTotal: 0,
    filesDone: 0,
    filesTotal: 0,
    rows: 0,
    bytesDone: 0,
    bytesTotal: 0,
    startedAt,
  };
}

export function createTracker(report: (state: SyncProgress) => void, startedAt: string): Tracker {
  let state = nothingYet('discover', startedAt);
  /** Files and bytes of the days in order. */
  let days: readonly { files: number; bytes: number }[] = [];
  /** What stood done when the day at hand began, and how many of its files are read since. */
  let before = { files: 0, bytes: 0 };
  let filesHere = 0;
  const tell = (change: Partial<SyncProgress>): void => {
    state = { ...state, ...change };
    report(state);
  };
  /** A day's bytes count once, whether they come from afar and are read then, or are read where they lie. */
  const bytesAt = (bytes: number): number => {
    const ofDay = Math.min(bytes, days[state.daysDone]?.bytes ?? 0);
    return Math.max(state.bytesDone, before.bytes + Math.round(ofDay));
  };
  return {
    step: (step, text) => tell({ step, text }),
    total(deliveries) {
      days = deliveries.map((delivery) => {
        const files = dataFiles(delivery);
        return { files: files.length, bytes: files.reduce((n, f) => n + f.size, 0) };
      });
      tell({
        daysTotal: days.length,
        filesTotal: days.reduce((n, d) => n + d.files, 0),
        bytesTotal: days.reduce((n, d) => n + d.bytes, 0),
      });
    },
    downloading: (day, done, total) =>
      tell({
        step: 'read',
        text: `Downloading ${day === undefined ? '' : `${formatDay(day)}, `}${megabytes(done)} of ${megabytes(total)} MB`,
        bytesDone: bytesAt(done),
      }),
    reading: (day) =>
      tell({ step: 'read', text: day === undefined ? 'Reading' : `Reading ${formatDay(day)}` }),
    fileDone() {
      const here = days[state.daysDone] ?? { files: 0, bytes: 0 };
      filesHere = Math.min(filesHere + 1, here.files);
      tell({
        filesDone: before.files + filesHere,
        bytesDone: bytesAt((here.bytes * filesHere) / Math.max(1, here.files)),
      });
    },
    // A day with nothing new is done without a file being read.
    dayDone(day) {
      const here = days[state.daysDone] ?? { files: 0, bytes: 0 };
      before = { files: before.files + here.files, bytes: before.bytes + here.bytes };
      filesHere = 0;
      tell({
        daysDone: state.daysDone + 1,
        filesDone: before.files,
        bytesDone: before.bytes,
        rows: state.rows + (day.status === 'published' ? day.rows : 0),
      });
    },
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

const dataFiles = (delivery: Delivery): readonly SourceFile[] =>
  delivery.needsManifest
    ? delivery.files.filter((f) => !/(?:manifest|_delivery\.json)$/.test(f.path))
    : delivery.files;
