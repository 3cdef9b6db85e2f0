import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import type { Delivery } from '../extract/deliveries.ts';
import { createTracker } from './progress.ts';

const AT = '2026-11-23T05:00:00Z';
const NEWEST = dayOf('2026-11-22');

const delivery = (day: number, sizes: readonly number[]): Delivery => ({
  day,
  runId: 'r',
  needsManifest: true,
  files: [
    ...sizes.map((size, i) => ({ path: `ds=x/run=r/${i}.gz`, size })),
    { path: 'ds=x/run=r/manifest', size: 1e6 },
  ],
});

test('what is done only grows, stays within what there is, and ends as all of it', () => {
  const days = fc.array(fc.array(fc.nat(5000), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  });
  const how = fc.array(fc.constantFrom('download', 'read', 'skip', 'later', 'twice'), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(days, how, (sizes, ways) => {
      const seen: SyncProgress[] = [];
      const tracker = createTracker((state) => seen.push(state), AT);
      const deliveries = sizes.map((each, i) => delivery(NEWEST - i, each));
      tracker.total(deliveries);
      const bring = (i: number, way: string | undefined): void => {
        const files = sizes[i] ?? [];
        const bytes = files.reduce((n, size) => n + size, 0);
        const day = NEWEST - i;
        if (way === 'download')
          for (const part of [0.2, 0.7, 1]) tracker.downloading(day, bytes * part, bytes);
        // A day whose newest run is held is read again from the run before it.
        for (let n = way === 'twice' ? 2 : way === 'skip' ? 0 : 1; n > 0; n--) {
          tracker.reading(day);
          for (const _ of files) tracker.fileDone();
        }
        const status = way === 'skip' ? 'unchanged' : 'published';
        tracker.dayDone({
          ds: formatDay(day),
          run_id: 'r',
          rows: 10,
          rejected: 0,
          status,
          reason: null,
        });
      };
      const order = sizes.map((_, i) => i);
      for (const i of order.filter((each) => ways[each] !== 'later')) bring(i, ways[i]);
      for (const i of order.filter((each) => ways[each] === 'later')) bring(i, 'read');

      for (const [i, state] of seen.entries()) {
        const before = seen[i - 1] ?? state;
        expect(state.bytesDone).toBeGreaterThanOrEqual(before.bytesDone);
        expect(state.filesDone).toBeGreaterThanOrEqual(before.filesDone);
        expect(state.bytesDone).toBeLessThanOrEqual(state.bytesTotal);
        expect(state.filesDone).toBeLessThanOrEqual(state.filesTotal);
        expect(state.startedAt).toBe(AT);
      }
      const bytes = sizes.flat().reduce((n, size) => n + size, 0);
      const files = sizes.flat().length;
      const read = ways.slice(0, sizes.length).filter((way) => way !== 'skip').length;
      expect(seen.at(-1)).toMatchObject({
        bytesTotal: bytes,
        bytesDone: bytes,
        filesTotal: files,
        filesDone: files,
        daysDone: sizes.length,
        rows: 10 * read,
      });
    }),
  );
});

test('a file whose day only its records tell counts as well', () => {
  const seen: SyncProgress[] = [];
  const tracker = createTracker((state) => seen.push(state), AT);
  tracker.total([
    { day: undefined, runId: 'single', needsManifest: false, files: [{ path: 'a.csv', size: 70 }] },
  ]);
  tracker.reading(undefined);
  tracker.fileDone();
  expect(seen.at(-1)).toMatchObject({ filesDone: 1, bytesDone: 70, text: 'Reading' });
  tracker.dayDone({
    ds: '2026-11-20',
    run_id: 'single',
    rows: 3,
    rejected: 0,
    status: 'published',
    reason: null,
  });
  expect(seen.at(-1)).toMatchObject({ filesDone: 1, bytesDone: 70, bytesTotal: 70, rows: 3 });
});
