import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SyncReport } from '../../../shared/contracts/sync.ts';
import { openLocalSource } from '../extract/folder-source.ts';
import { mappingIn } from '../extract/mapping-file.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { syncRun } from './run.ts';
import { tempFacts, tempFolder } from './testing.ts';

async function sync(db: WritableDB, source: string, settings: string): Promise<SyncReport> {
  return syncRun({
    db,
    source: await openLocalSource(source),
    signal: new AbortController().signal,
    now: () => '2026-11-21T04:00:00Z',
    score: () => undefined,
    mapping: await mappingIn(settings),
  });
}

const officeOf = (db: WritableDB): unknown =>
  db.prepare('SELECT location_status, city FROM location').get();

test("another company's table is read by its mapping, and again when the mapping changes", async () => {
  const source = tempFolder();
  const settings = tempFolder();
  const file = path.join(settings, 'mapping.json');
  writeFileSync(
    path.join(source, '2026-11-20.txt'),
    'day|company_id|office|company_name|location_name|state|town\n' +
      '2026-11-20|c1|0042|Acme|North|LIVE|Z\u00fcrich\n',
  );
  const db = tempFacts();
  const unmapped = await sync(db, source, settings);
  expect(unmapped.days[0]).toMatchObject({ status: 'held' });
  expect(unmapped.days[0]?.reason).toMatch(/lacks the required columns ds, location_id/);

  const columns = { day: 'ds', office: 'location_id', state: 'location_status', town: 'city' };
  writeFileSync(file, JSON.stringify({ columns, values: { location_status: { LIVE: 'active' } } }));
  expect((await sync(db, source, settings)).days[0]).toMatchObject({
    status: 'published',
    rows: 1,
  });
  expect(officeOf(db)).toEqual({ location_status: 'active', city: 'Zürich' });
  expect((await sync(db, source, settings)).days[0]?.status).toBe('unchanged');

  writeFileSync(
    file,
    JSON.stringify({ columns, values: { location_status: { LIVE: 'closing' } } }),
  );
  expect((await sync(db, source, settings)).days[0]?.status).toBe('published');
  expect(officeOf(db)).toMatchObject({ location_status: 'closing' });

  writeFileSync(file, '{"columns":{"day":"date"}}');
  await expect(sync(db, source, settings)).rejects.toThrow(
    /mapping\.json is not as expected at columns\.day/,
  );
});
