import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLocalSource } from '../services/extract/folder-source.ts';
import { writeSample } from '../services/sample/write.ts';
import { all } from '../services/sqlite/db.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { syncRun } from '../services/sync/run.ts';

test('the sample book delivered night by night is never held', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'atrium-nightly-'));
  await writeSample({ locations: 100, days: 45, seed: 3, out: root });
  const source = await openLocalSource(root);
  const db = openFacts(mkdtempSync(path.join(tmpdir(), 'atrium-nightly-')));
  const newest = Date.UTC(2026, 10, 20) / 86_400_000;
  const held: string[] = [];
  for (let day = newest - 44; day <= newest; day++) {
    const report = await syncRun({
      db,
      source,
      from: day,
      to: day,
      inventedDays: true,
      signal: new AbortController().signal,
      now: () => new Date((day + 1) * 86_400_000).toISOString(),
      score: () => undefined,
    });
    for (const d of report.days) if (d.status !== 'published') held.push(`${d.ds} ${d.reason}`);
  }
  expect(held).toEqual([]);
  const compared = all<{ check_id: string }>(
    db,
    `SELECT check_id FROM check_result WHERE status = 'pass' GROUP BY check_id HAVING count(*) >= 20`,
  ).map((r) => r.check_id);
  expect(compared).toEqual(
    expect.arrayContaining(['row_count', 'offices_vanished', 'measure_lost', 'measure_sum']),
  );
}, 60_000);
