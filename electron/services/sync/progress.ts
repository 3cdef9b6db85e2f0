import type { SyncedDay, SyncProgress } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { Delivery } from '../extract/deliveries.ts';
import type { SourceFile } from '../extract/source.ts';

/** Keeps the one progress record that screens and terminals show. */
export interface Tracker {
  step(step: SyncProgress['step'], text: string): void;
  /** What will be looked at. */
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

/** @param startedAt ISO time. */
export function createTracker(report: (state: SyncProgress) => void, startedAt: string): Tracker {
  let state = nothingYet('discover', startedAt);
  let sizes: ReadonlyMap<string, Size> = new Map();
  /** Sums over the days that are done. */
  let done = NOTHING;
  let here = NOTHING;
  let filesHere = 0;
  const tell = (change: Partial<SyncProgress>): void => {
    state = { ...state, ...change };
    report(state);
  };
  const begin = (day: Day | undefined): void => {
    here = sizes.get(keyOf(day)) ?? NOTHING;
    filesHere = 0;
  };
  /** A byte counts once, whether it comes from afar and is read then, or is read where it lies. */
  const bytesAt = (bytes: number): number =>
    Math.max(state.bytesDone, done.bytes + Math.round(Math.min(bytes, here.bytes)));
  return {
    step: (step, text) => tell({ step, text }),
    total(deliveries) {
      sizes = new Map(deliveries.map((delivery) => [keyOf(delivery.day), sizeOf(delivery)]));
      const whole = [...sizes.values()].reduce(plus, NOTHING);
      tell({ daysTotal: sizes.size, filesTotal: whole.files, bytesTotal: whole.bytes });
    },
    downloading(day, bytes, of) {
      begin(day);
      const text = `Downloading ${day === undefined ? '' : `${formatDay(day)}, `}${megabytes(bytes)} of ${megabytes(of)} MB`;
      tell({ step: 'read', text, bytesDone: bytesAt(bytes) });
    },
    reading(day) {
      begin(day);
      tell({ step: 'read', text: day === undefined ? 'Reading' : `Reading ${formatDay(day)}` });
    },
    fileDone() {
      filesHere = Math.min(filesHere + 1, here.files);
      tell({
        filesDone: Math.max(state.filesDone, done.files + filesHere),
        bytesDone: bytesAt((here.bytes * filesHere) / Math.max(1, here.files)),
      });
    },
    // A day with nothing new is done without a file being read; one whose day its records told was read just now.
    dayDone(day) {
      done = plus(done, sizes.get(day.ds) ?? sizes.get(keyOf(undefined)) ?? NOTHING);
      here = NOTHING;
      tell({
        daysDone: state.daysDone + 1,
        filesDone: Math.max(state.filesDone, done.files),
        bytesDone: bytesAt(0),
        rows: state.rows + (day.status === 'published' ? day.rows : 0),
      });
    },
  };
}

interface Size {
  readonly files: number;
  readonly bytes: number;
}

const NOTHING: Size = { files: 0, bytes: 0 };

const plus = (a: Size, b: Size): Size => ({ files: a.files + b.files, bytes: a.bytes + b.bytes });

const keyOf = (day: Day | undefined): string => (day === undefined ? '' : formatDay(day));

function sizeOf(delivery: Delivery): Size {
  const files = dataFiles(delivery);
  return { files: files.length, bytes: files.reduce((n, f) => n + f.size, 0) };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

const dataFiles = (delivery: Delivery): readonly SourceFile[] =>
  delivery.needsManifest
    ? delivery.files.filter((f) => !/(?:manifest|_delivery\.json)$/.test(f.path))
    : delivery.files;
