import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { writeSample, writeSampleDay } from '../electron/services/sample/write.ts';
import { ANCHOR } from '../shared/testing/sample/book.ts';
import { bucketWithBook, KEYS, onlyInEnvironment } from './bed/bucket.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn, tabTo } from './bed/console.ts';
import { spoilDay } from './bed/spoil.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

const BOOK = { locations: 60, seed: 3 };

/** The app over a folder of deliveries, with its offices on the screen. */
async function appOverFolder(): Promise<{ readonly page: Page; readonly book: string }> {
  const book = path.join(dataFolder(), 'book');
  await writeSample({ ...BOOK, days: 9, out: book });
  const { page } = await startApp();
  await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
  expect(await callFrom(page, 'sync.run', { source: book })).toMatchObject({ ok: true });
  await consoleOn(page).offices.first().waitFor();
  return { page, book };
}

const settingsOf = async (page: Page): Promise<unknown> => {
  const reply = await callFrom(page, 'settings.get', {});
  return reply.ok ? reply.value : reply;
};

test('by keyboard: the schedule is changed at once and taken back', async () => {
  const { page } = await appOverFolder();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Connection', exact: true }).waitFor();
  await tabTo(page, page.getByRole('navigation', { name: 'Settings' }));
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Schedule', exact: true }).waitFor();

  await tabTo(page, page.getByLabel('Look again every hour'));
  await page.keyboard.press('Space');
  await page.getByText('Look again every hour: off.').waitFor();
  expect(await settingsOf(page)).toMatchObject({
    schedule: { hourly: false, expectedAt: '06:00' },
  });
  await page.keyboard.press('Control+z');
  await page.getByText('Taken back.').waitFor();
  expect(await settingsOf(page)).toMatchObject({ schedule: { hourly: true } });

  const spread = page.getByLabel('Spread, in minutes');
  await tabTo(page, spread);
  await spread.fill('5');
  await page.keyboard.press('Enter');
  await page.getByText('Up to 5 minutes earlier or later.').waitFor();
  expect(await settingsOf(page)).toMatchObject({ schedule: { jitterMinutes: 5 } });
  expect(await spread.evaluate((input) => input === document.activeElement)).toBe(true);
  await spread.fill('500');
  await page.keyboard.press('Enter');
  expect(await spread.inputValue()).toBe('5');

  await tabTo(page, page.getByRole('button', { name: 'Pause' }));
  await page.keyboard.press('Enter');
  await page.getByText('Paused until you resume').waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Resume' }));
  await page.keyboard.press('Enter');
  await page.getByText('Paused until you resume').waitFor({ state: 'detached' });
});

test('the connection is tested step by step, kept, synced, and its first rows are shown', async () => {
  const server = await bucketWithBook();
  onlyInEnvironment(KEYS);
  const { page } = await startApp();
  await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByLabel('Bucket', { exact: true }).fill('csm-extrakts');
  await page.getByLabel('Prefix').fill('nightly');
  await page.getByText('Other stores and proxy').click();
  await page.getByLabel('Endpoint').fill(server.url);
  await page.getByLabel('Path-style addresses').check();
  const steps = page.getByRole('list', { name: 'Steps to the bucket' });
  const tried = page.getByRole('button', { name: 'Test the connection' });
  await tabTo(page, tried);
  await page.keyboard.press('Enter');
  await page.getByText('4 of 7 steps work.').waitFor();
  expect(await steps.locator('[data-status=failed]').innerText()).toContain('csm-extrakts');

  await page.getByLabel('Bucket', { exact: true }).fill('csm-extracts');
  await tabTo(page, tried);
  await page.keyboard.press('Enter');
  await page.getByText('All 7 steps work.').waitFor();
  await page.getByRole('button', { name: 'Keep and sync now' }).click();
  await page.getByText('Data to 20 Nov 2026').waitFor();
  expect(await settingsOf(page)).toMatchObject({ connection: { bucket: 'csm-extracts' } });

  await page.evaluate(() => (location.hash = '/settings/format'));
  const rows = page.getByRole('region', { name: 'First rows' }).getByRole('row');
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBe(21);
  expect(await rows.nth(1).innerText()).toContain('2026-11-20');
  await page.getByText('0 required and missing').waitFor();
});

test('access keys are entered once, kept for their bucket, used, and forgotten', async () => {
  const server = await bucketWithBook();
  onlyInEnvironment(undefined);
  const { page } = await startApp();
  await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
  await page.evaluate(() => (location.hash = '/settings/connection'));
  await page.getByLabel('Bucket', { exact: true }).fill('csm-extracts');
  await page.getByLabel('Prefix').fill('nightly');
  await page.getByText('Other stores and proxy').click();
  await page.getByLabel('Endpoint').fill(server.url);
  await page.getByLabel('Path-style addresses').check();
  const tried = page.getByRole('button', { name: 'Test the connection' });
  await tried.click();
  await page.getByText('1 of 7 steps work.').waitFor();

  await page.getByRole('button', { name: 'Enter keys' }).click();
  await page.getByLabel('Access key ID').fill(KEYS.accessKeyId);
  await page.getByLabel('Secret access key').fill(KEYS.secretAccessKey);
  await page.getByRole('button', { name: 'Keep the keys' }).click();
  await page.getByText('The keys are kept.').waitFor();
  await page.getByText(/^The access key ….{4} kept for this bucket$/).waitFor();
  expect(await page.content()).not.toContain(KEYS.secretAccessKey);
  await tried.click();
  await page.getByText('All 7 steps work.').waitFor();
  await page.getByRole('button', { name: 'Forget the keys' }).click();
  await page.getByText('The keys are forgotten.').waitFor();
  await tried.click();
  await page.getByText('1 of 7 steps work.').waitFor();
});

test('a mistake in the mapping file is told in words, and a separator that is said is written there', async () => {
  const folder = dataFolder();
  const book = path.join(dataFolder(), 'book');
  await writeSample({ ...BOOK, days: 3, out: book });
  const { page } = await startApp({ dataFolder: folder });
  await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
  expect(await callFrom(page, 'sync.run', { source: book })).toMatchObject({ ok: true });
  await writeFile(path.join(folder, 'mapping.json'), '{"columns": {"site": "office"}}');
  await page.evaluate(() => (location.hash = '/settings/format'));
  await page.getByText('has no column office').waitFor();
  await writeFile(path.join(folder, 'mapping.json'), '{"columns": {"site": "location_name"}}');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('First 20 rows').waitFor();

  await page.getByLabel('Separator').selectOption('Semicolon');
  await page.getByText('Separator: Semicolon. The next sync reads all days again.').waitFor();
  const reply = await callFrom(page, 'preview.mapping', {});
  expect(reply).toMatchObject({
    value: { problem: null, dialect: { delimiter: ';' }, columns: [['site', 'location_name']] },
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('First 20 rows').waitFor();
  expect(await callFrom(page, 'preview.mapping', {})).toMatchObject({ value: { dialect: {} } });
});

test('the header says how the data stands: paused, offline, held', async () => {
  const { page, book } = await appOverFolder();
  const chip = page.getByRole('button', { name: /^.?\s*Data to/ });
  await tabTo(page, chip);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await panel.getByText(/^Today, \d\d:\d\d: 9 days published$/).waitFor();
  await panel.getByRole('row', { name: /Usage as of .* fresh/ }).waitFor();
  await tabTo(page, panel.getByRole('button', { name: 'Pause' }));
  await page.keyboard.press('Enter');
  await panel.getByText('Paused until you resume').waitFor();
  await page.keyboard.press('Escape');
  expect(await chip.innerText()).toContain('paused');

  await callFrom(page, 'schedule.wake', { reason: 'offline' });
  await page.getByText(/offline · paused/).waitFor();
  await chip.click();
  await panel.getByText('Offline. Data from 20 Nov; syncs when the network is back.').waitFor();
  await page.keyboard.press('Escape');

  const night = path.join(dataFolder(), 'night');
  await writeSampleDay({ ...BOOK, day: ANCHOR + 1, out: night });
  await spoilDay(path.join(night, 'company_facts', 'ds=2026-11-21'));
  await cp(night, book, { recursive: true });
  // A single letter counts in the table, not on the button that has the focus now.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('r');
  await page.getByText('Data of 21 Nov is held; you see 20 Nov.').waitFor();
  expect(await chip.innerText()).toContain('held');
});
