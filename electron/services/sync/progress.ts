import type { SyncedDay, SyncProgress } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { Delivery } from '../extract/deliveries.ts';

/** Keeps the one progress record that screens and terminals show. */
export interface Tracker {
  step(step: SyncProgress['step'], text: string): void;
  total(deliveries: readonly Delivery[]): void;
  /** Bytes that are local by now, and of how many. */
  downloading(day: Day | undefined, done: number, total: number): void;
  reading(day: Day | undefined): void;
  fileDone(): void;
  dayDone(day: SyncedDay): void;
}

export function createTracker(report: (state: SyncProgress) => void): Tracker {
  let state: SyncProgress = {
    step: 'discover',
    text: '',
    daysDone: 0,
    daysTotal: 0,
    filesDone: 0,
    filesTotal: 0,
    rows: 0,
  };
  const tell = (change: Partial<SyncProgress>): void => {
    state = { ...state, ...change };
    report(state);
  };
  return {
    step: (step, text) => tell({ step, text }),
    total: (deliveries) =>
      tell({
        daysTotal: deliveries.length,
        filesTotal: deliveries.reduce((n, d) => n + dataFiles(d), 0),
      }),
    downloading: (day, done, total) =>
      tell({
        step: 'read',
        text: `Downloading ${day === undefined ? '' : `${formatDay(day)}, `}${megabytes(done)} of ${megabytes(total)} MB`,
      }),
    reading: (day) =>
      tell({ step: 'read', text: day === undefined ? 'Reading' : `Reading ${formatDay(day)}` }),
    fileDone: () => tell({ filesDone: state.filesDone + 1 }),
    dayDone: (day) =>
      tell({
        daysDone: state.daysDone + 1,
        rows: state.rows + (day.status === 'published' ? day.rows : 0),
      }),
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

const dataFiles = (delivery: Delivery): number =>
  delivery.needsManifest
    ? delivery.files.filter((f) => !/(?:manifest|_delivery\.json)$/.test(f.path)).length
    : delivery.files.length;
