import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../../shared/contracts/problem.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { ANCHOR, DAYS_AHEAD } from '../../../shared/testing/sample/book.ts';
import { buildBook } from '../../../shared/testing/sample/build.ts';
import { regionNamed } from '../../../shared/testing/sample/places.ts';
import { rendererOf, type Renderer } from '../../../shared/testing/sample/render.ts';
import { RESTATED, storiesThatFit } from '../../../shared/testing/sample/stories.ts';
import { bufferPool, compress } from './compress.ts';
import {
  deliveryText,
  manifestText,
  runFolder,
  runIdOf,
  type PartFile,
  type Totals,
} from './delivery.ts';
import { claimFolder, writeProblem } from './folder.ts';

const ROWS_PER_FILE = 8000;
const FILES_AT_ONCE = 3;

export interface SampleOptions {
  /** Offices: exactly as many rows on the newest day of the default book. */
  readonly locations: number;
  readonly days: number;
  readonly seed: number;
  /** Folder to write into: missing or empty. */
  readonly out: string;
  /** Where the manifests say that the files lie, for a book that is uploaded there. */
  readonly address?: `s3://${string}/`;
  /** The day the whole book is dated from; 20 November 2026 where absent and `lastDay` is not years away. */
  readonly anchor?: Day;
  /** Newest day written; the anchor where absent. Up to four weeks later the same book simply goes on. */
  readonly lastDay?: Day;
  readonly signal?: AbortSignal;
  /** Adds one more day after the newest whose delivery is broken: a file is shorter than its manifest says. */
  readonly withHeldDelivery?: boolean;
}

export interface WrittenRun {
  readonly runId: string;
  /** Relative to `out`, with forward slashes. */
  readonly folder: string;
  readonly rows: number;
  readonly files: number;
  /** Compressed bytes of the parts. */
  readonly bytes: number;
}

export interface WrittenDay {
  readonly day: Day;
  readonly ds: string;
  /** Oldest first; the last one counts. */
  readonly runs: readonly WrittenRun[];
}

export interface SampleDeliveries {
  /** Newest first. */
  readonly days: readonly Day[];
  /** Writes the delivery (or deliveries) of one of the days; days may be asked for in any order. */
  write(day: Day): Promise<WrittenDay>;
}

/**
 * The sample book as deliveries that are written one day at a time. The book is simulated at the first `write`.
 * Refusals: `bad_request` (the folder holds other things), `unwritable_folder`, `disk_full`, `cancelled`.
 */
export function sampleDeliveries(options: SampleOptions): SampleDeliveries {
  const { locations, seed, out, lastDay = options.anchor ?? ANCHOR, signal } = options;
  const address = options.address ?? 's3://atrium-sample/';
  const newest = lastDay + (options.withHeldDelivery ? 1 : 0);
  const inDefaultBook = lastDay > ANCHOR - 1000 && newest <= ANCHOR + DAYS_AHEAD;
  const anchor = options.anchor ?? (inDefaultBook ? ANCHOR : lastDay);
  if (newest > anchor + DAYS_AHEAD) {
    throw refuse(
      'bad_request',
      `The sample book of ${formatDay(anchor)} goes on for ${DAYS_AHEAD} days only, not to ${formatDay(newest)}.`,
      { next: 'Choose an earlier last day.' },
    );
  }
  const days = Array.from({ length: newest - lastDay + options.days }, (_, k) => newest - k);
  let renderer: Renderer | undefined;
  let claimed: Promise<void> | undefined;
  const pool = bufferPool();

  const stopWhenAsked = (): void => {
    if (signal?.aborted) {
      throw refuse('cancelled', 'Writing the sample book was stopped.', {
        stillWorks: 'Days already written are whole.',
      });
    }
  };

  const restated = (day: Day): boolean =>
    anchor - day <= RESTATED.fromDaysAgo &&
    anchor - day >= RESTATED.toDaysAgo &&
    storiesThatFit(locations).some(({ key }) => key === 'restated_week');

  async function writeRun(
    day: Day,
    runId: string,
    supersedes: string | null,
    zeroRegion: number | undefined,
    broken: boolean,
  ): Promise<WrittenRun> {
    renderer ??= rendererOf(buildBook({ locations, seed, anchor }));
    const plan = renderer.plan(day, zeroRegion);
    const folder = runFolder(day, runId);
    const target = join(out, folder);
    await mkdir(target, { recursive: true });

    const rows = plan.rows.length;
    const count = Math.max(1, Math.ceil(rows / ROWS_PER_FILE));
    const files: PartFile[] = [];
    let totals: Totals = { rows: 0, arrHundredths: 0, visitors: undefined };
    const underWay = new Set<Promise<void>>();
    try {
      for (let k = 0; k < count; k += 1) {
        stopWhenAsked();
        const from = Math.floor((rows * k) / count);
        const to = Math.floor((rows * (k + 1)) / count);
        const part = renderer.part(plan, from, to, pool.take());
        totals = {
          rows: totals.rows + part.rows,
          arrHundredths: totals.arrHundredths + part.arrHundredths,
          visitors:
            part.visitors === undefined ? totals.visitors : (totals.visitors ?? 0) + part.visitors,
        };
        const name = `${String(k).padStart(4, '0')}_part_00.gz`;
        const store = async (): Promise<void> => {
          const packed = await compress(part.bytes);
          pool.give(new Uint8Array(part.bytes.buffer));
          files[k] = { name, bytes: packed.length, records: part.rows + 1 };
          const cut = broken && k === count - 1 ? Math.floor(packed.length / 2) : packed.length;
          await writeFile(join(target, name), packed.subarray(0, cut));
        };
        const tracked = store().finally(() => underWay.delete(tracked));
        underWay.add(tracked);
        if (underWay.size >= FILES_AT_ONCE) await Promise.race(underWay);
      }
      await Promise.all(underWay);
      await writeFile(join(target, 'manifest'), manifestText(address, folder, files));
      await writeFile(join(target, '_delivery.json'), deliveryText(day, runId, supersedes, totals));
    } catch (error) {
      // A run without its manifest is no delivery: leave nothing of it behind.
      await Promise.allSettled(underWay);
      await rm(target, { recursive: true, force: true });
      throw error;
    }
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { runId, folder, rows: totals.rows, files: files.length, bytes };
  }

  return {
    days,
    async write(day) {
      stopWhenAsked();
      claimed ??= claimFolder(out);
      await claimed;
      try {
        const runs: WrittenRun[] = [];
        const first = runIdOf(day, false);
        const again = restated(day);
        const zeroRegion = again ? regionNamed(RESTATED.region) : undefined;
        const broken = options.withHeldDelivery === true && day === newest;
        runs.push(await writeRun(day, first, null, zeroRegion, broken));
        if (again) runs.push(await writeRun(day, runIdOf(day, true), first, undefined, false));
        return { day, ds: formatDay(day), runs };
      } catch (error) {
        throw writeProblem(error, out);
      }
    },
  };
}

/** Where writing stands; counts are of data rows and files so far. */
export interface SampleProgress {
  readonly day: WrittenDay;
  readonly daysDone: number;
  readonly daysTotal: number;
  readonly files: number;
  readonly rows: number;
}

export interface WrittenSample {
  readonly days: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

/** Writes a single day of the default book into an empty folder. For many days use {@link sampleDeliveries}. */
export async function writeSampleDay(
  options: Omit<SampleOptions, 'days'> & { readonly day: Day },
): Promise<WrittenDay> {
  return sampleDeliveries({ ...options, days: 1, lastDay: options.day }).write(options.day);
}

/** Writes the whole sample, newest day first; the next day is generated while the last ones are compressed. */
export async function writeSample(
  options: SampleOptions & {
    readonly order?: 'newest-first' | 'oldest-first';
    readonly onProgress?: (progress: SampleProgress) => void;
  },
): Promise<WrittenSample> {
  const deliveries = sampleDeliveries(options);
  const order = options.order === 'oldest-first' ? deliveries.days.toReversed() : deliveries.days;
  let done = { days: 0, rows: 0, files: 0, bytes: 0 };
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const writeOne = async (day: Day): Promise<void> => {
    try {
      const written = await deliveries.write(day);
      const sum = (of: (run: WrittenRun) => number): number =>
        written.runs.reduce((n, run) => n + of(run), 0);
      done = {
        days: done.days + 1,
        rows: done.rows + sum((run) => run.rows),
        files: done.files + sum((run) => run.files),
        bytes: done.bytes + sum((run) => run.bytes),
      };
      const { days: daysDone, files, rows } = done;
      options.onProgress?.({ day: written, daysDone, daysTotal: order.length, files, rows });
    } catch (error) {
      failures.push(error);
    }
  };
  for (const day of order) {
    const tracked = writeOne(day).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    if (underWay.size >= FILES_AT_ONCE) await Promise.race(underWay);
    if (failures.length > 0) break;
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return done;
}
