import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { appliedRun } from '../store/deliveries.ts';
import { CHECKS } from './checks/registry.ts';
import { publishAnyway } from './decide.ts';
import { readDayChecks } from './read-checks.ts';
import {
  deciding,
  readDeliveries,
  row,
  type Row,
  syncFolder,
  tempFacts,
  tempFolder,
  writeDelivery,
} from './testing.ts';

const PAST = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'] as const;
const LAST = '2026-11-20';

const book = (ds: string, more: Row = {}): Row[] =>
  Array.from({ length: 60 }, (_, i) =>
    row(ds, `l${i}`, { company_id: `c${Math.floor(i / 2)}`, ...more }),
  );

/** For each check that holds a day, a delivery that it holds; the day where it is not the last. */
const SPOILT: Readonly<Record<string, (root: string) => string | undefined>> = {
  rows_present(root) {
    const empty = gzipSync(`${Object.keys(row(LAST, 'a')).join(',')}\n`);
    writeDelivery(root, {
      ds: LAST,
      rows: [],
      spoil: () => empty,
      manifest: ({ entries: [entry] }) => ({
        entries: [{ ...entry, meta: { content_length: empty.length, record_count: 1 } }],
      }),
    });
    return undefined;
  },
  delivery_whole: (root) => deliver(root, book(LAST), (bytes) => bytes.subarray(0, -5)),
  rows_readable(root) {
    const lines = Array.from({ length: 9 }, () => 'too,few');
    writeDelivery(root, { ds: LAST, rows: book(LAST), lines });
    return undefined;
  },
  control_totals(root) {
    const file = writeDelivery(root, { ds: LAST, rows: book(LAST) });
    const tables = [{ name: 'company_facts', rows: 61 }];
    writeFileSync(
      path.join(path.dirname(file), '_delivery.json'),
      JSON.stringify({ ds: LAST, run_id: '20261121T031502Z', tables }),
    );
    return undefined;
  },
  day_not_ahead(root) {
    writeDelivery(root, { ds: '2026-11-24', rows: book('2026-11-24') });
    return '2026-11-24';
  },
  row_count: (root) => deliver(root, book(LAST).slice(0, 25)),
  offices_vanished: (root) =>
    deliver(
      root,
      book(LAST).filter((_, i) => i % 2 === 0 || i > 20),
    ),
  accounts_vanished: (root) => deliver(root, book(LAST).slice(8)),
  measure_lost: (root) => deliver(root, book(LAST, { visitors: 0 })),
};

function deliver(root: string, rows: readonly Row[], spoil?: (b: Buffer) => Buffer): undefined {
  writeDelivery(root, { ds: LAST, rows, ...(spoil ? { spoil } : {}) });
}

async function release(db: WritableDB, root: string, ds: string): Promise<void> {
  await publishAnyway(await deciding(db, root, ds), 'it is so');
}

for (const check of CHECKS.filter((c) => c.severity === 'hold'))
  test(`what ${check.id} holds ${check.final === true ? 'has nothing to publish, and says what to do' : 'can be published anyway'}`, async () => {
    const root = tempFolder();
    for (const ds of PAST) writeDelivery(root, { ds, rows: book(ds) });
    const db = tempFacts();
    await syncFolder(db, root);
    const spoil = SPOILT[check.id];
    if (!spoil) throw new Error(`no delivery that ${check.id} holds`);
    const ds = spoil(root) ?? LAST;
    await syncFolder(db, root);
    expect(readDeliveries(db, 1)).toMatchObject([{ ds, status: 'held' }]);
    const failed = readDayChecks(db, dayOf(ds))?.checks.find((c) => c.id === check.id);
    expect(failed?.status).toBe('fail');

    if (check.final === true) {
      await expect(release(db, root, ds)).rejects.toMatchObject({
        problem: {
          code: 'bad_delivery',
          message: expect.stringMatching(/^\S.*\.$/),
          next: 'There is nothing whole in it that could be published: ask for the day again.',
        },
      });
      expect(appliedRun(db, dayOf(ds))).toBeUndefined();
      return;
    }
    await release(db, root, ds);
    expect(readDeliveries(db, 1)[0]).toMatchObject({
      ds,
      status: 'published',
      reason: expect.stringContaining('published anyway by ada (it is so)'),
    });
    expect(appliedRun(db, dayOf(ds))).toBeDefined();
  });
