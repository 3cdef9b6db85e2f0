import fc from 'fast-check';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openFacts } from '../services/store/facts-db.ts';
import { contentHash } from '../services/sync/content-hash.ts';
import { row, writeDelivery, type Row } from '../services/sync/testing.ts';
import { newFolder } from './crash-points.ts';
import { runJob } from './import-job.ts';

/** Days of one four-week period of kept facts. */
const DAYS = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'] as const;

interface Arrival {
  readonly ds: string;
  readonly run: string;
  readonly rows: readonly Row[];
}

/** Each day as it came first and as it was restated: other values, other names, an office less or more. */
const ARRIVALS: readonly Arrival[] = DAYS.flatMap((ds, d) =>
  ['20261121T000000Z', '20261122T000000Z'].map((run, r): Arrival => ({
    ds,
    run,
    rows: Array.from({ length: 9 }, (_, i) => i)
      .filter((i) => i !== (d * 2 + r) % 9)
      .map((i) =>
        row(ds, `l${i}`, {
          company_id: `c${i % 3}`,
          company_name: `Company ${i % 3} on ${ds} ${r}`,
          visitors: (i * 7 + d * 3 + r * 11) % 40,
          employees: 20 + i + r,
          feature_desks_enabled: i % 2 === 0 ? 'true' : 'false',
          feature_desks_events: (i + d) % 4,
          last_active_at: `${ds}T10:00:00Z`,
        }),
      ),
  })),
);

async function sync(root: string, data: string): Promise<string> {
  const db = openFacts(data);
  try {
    await runJob(
      { kind: 'sync', source: root },
      {
        db,
        dataFolder: data,
        signal: new AbortController().signal,
        now: () => '2026-11-23T04:00:00Z',
        onProgress: () => undefined,
        onDataset: () => undefined,
      },
    );
    return contentHash(db);
  } finally {
    db.close();
  }
}

const place = (root: string, { ds, run }: Arrival): string =>
  path.join(root, 'company_facts', `ds=${ds}`, `run=${run}`);

test('A5 #28: deliveries in any order, late, early or repeated, with syncs in between, end as one clean run', async () => {
  const all = newFolder();
  for (const arrival of ARRIVALS) writeDelivery(all, arrival);
  const clean = await sync(all, newFolder());
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...ARRIVALS], { minLength: ARRIVALS.length }),
      fc.array(fc.integer({ min: 1, max: ARRIVALS.length - 1 }), { maxLength: 5 }),
      fc.integer({ min: 0, max: ARRIVALS.length - 1 }),
      async (order, pauses, repeated) => {
        const root = newFolder();
        const data = newFolder();
        for (const [i, arrival] of order.entries()) {
          writeDelivery(root, arrival);
          if (pauses.includes(i)) await sync(root, data);
        }
        await sync(root, data);
        // A delivery that comes again, byte for byte, changes nothing.
        const again = order[repeated];
        if (again) {
          rmSync(place(root, again), { recursive: true });
          writeDelivery(root, again);
        }
        expect(await sync(root, data)).toBe(clean);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('A5 #29: a restatement of a day long past replaces it and everything computed from it', async () => {
  const first = ARRIVALS.filter((a) => a.run.startsWith('20261121'));
  const root = newFolder();
  const data = newFolder();
  for (const arrival of first) writeDelivery(root, arrival);
  const before = await sync(root, data);
  const restated = ARRIVALS[1];
  if (!restated) throw new Error('there is a restatement');
  writeDelivery(root, restated);
  const after = await sync(root, data);
  expect(after).not.toBe(before);
  expect(after).toBe(await sync(root, newFolder()));
}, 60_000);
