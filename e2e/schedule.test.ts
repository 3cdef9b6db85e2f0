import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEFAULT_SCHEDULE, type LastSync } from '../shared/contracts/schedule.ts';
import { writeSample } from '../electron/services/sample/write.ts';
import { callFrom } from './bed/bridge.ts';
import { dataFolder, startApp, test } from './bed/test.ts';
import { waitFor } from './bed/wait-for.ts';

const NEWEST = 'company_facts/ds=2026-11-20';

/** The last sync, once it happened for this reason. */
const lastBecause = (page: Page, because: LastSync['because']): Promise<LastSync> =>
  waitFor(`a sync because of ${because}`, async () => {
    const reply = await callFrom(page, 'schedule.get', {});
    const last = reply.ok ? reply.value.last : null;
    return last?.because === because ? last : undefined;
  });

const dsIn = async (page: Page): Promise<string | null> => {
  const reply = await callFrom(page, 'app.status', {});
  return reply.ok ? reply.value.dataset.ds : reply.problem.code;
};

test('what could not be reached at the start is synced when the computer wakes up', async () => {
  const data = dataFolder();
  const folder = path.join(dataFolder(), 'deliveries');
  const late = path.join(dataFolder(), 'late');
  await writeSample({ locations: 40, days: 4, seed: 3, out: folder });
  await rename(path.join(folder, NEWEST), late);
  const first = await startApp({ dataFolder: data });
  await callFrom(first.page, 'settings.set', {
    schedule: { ...DEFAULT_SCHEDULE, watchFolder: false },
  });
  await callFrom(first.page, 'sync.run', { source: folder });
  expect(await dsIn(first.page)).toBe('2026-11-19');
  await first.close();

  await rename(folder, `${folder}-away`);
  const { page, wakeUp } = await startApp({ dataFolder: data });
  const refused = await lastBecause(page, 'start');
  expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'source_missing' } });
  expect(await dsIn(page)).toBe('2026-11-19');

  await rename(`${folder}-away`, folder);
  await rename(late, path.join(folder, NEWEST));
  await wakeUp();
  const synced = await lastBecause(page, 'wake');
  expect(synced).toMatchObject({ outcome: 'published', days: 1, problem: null });
  expect(await dsIn(page)).toBe('2026-11-20');
});

test('a delivery that lands in the folder is on the screen without anybody asking', async () => {
  const folder = path.join(dataFolder(), 'deliveries');
  const late = path.join(dataFolder(), 'late');
  await writeSample({ locations: 40, days: 4, seed: 3, out: folder });
  await rename(path.join(folder, NEWEST), late);
  const { page, answerDialog } = await startApp();
  await answerDialog({ filePaths: [folder] });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await page.getByText('40 of 40 offices shown').waitFor();
  expect(await dsIn(page)).toBe('2026-11-19');
  await rename(late, path.join(folder, NEWEST));
  expect(await lastBecause(page, 'folder')).toMatchObject({ outcome: 'published', days: 1 });
  await page.getByText('20 Nov 2026').first().waitFor();
});
