import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { writeSample, writeSampleDay } from '../electron/services/sample/write.ts';
import { ANCHOR } from '../shared/testing/sample/book.ts';
import { consoleOn } from './bed/console.ts';
import { FACES } from './bed/faces.ts';
import { spoilDay } from './bed/spoil.ts';
import { dataFolder, test } from './bed/test.ts';

const BOOK = { locations: 60, seed: 3 };

test('a held day says why, is published anyway with a reason, and taken back again', async () => {
  const book = path.join(dataFolder(), 'book');
  const night = path.join(dataFolder(), 'night');
  await writeSample({ ...BOOK, days: 9, out: book });
  await writeSampleDay({ ...BOOK, day: ANCHOR + 1, out: night });
  await spoilDay(path.join(night, 'company_facts', 'ds=2026-11-21'));
  const { page } = await FACES.page();
  const at = consoleOn(page);
  await page.getByLabel('Path on this computer').fill(book);
  await page.getByRole('button', { name: 'Read it' }).click();
  await at.offices.first().waitFor();
  await page.getByText('60 of 60 offices shown').waitFor();

  await cp(night, book, { recursive: true });
  await page.evaluate(() => (location.hash = '/data'));
  await page.getByRole('button', { name: 'Sync again' }).click();
  await page.getByRole('gridcell', { name: /^21 Nov 2026: held/ }).click();
  await page.getByText('Holds the day').first().waitFor();
  expect(await at.dataDate.first().innerText()).toContain('20 Nov 2026');

  await page.getByRole('button', { name: 'Publish anyway' }).click();
  await page.getByLabel('Reason').fill('the region left us');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Publish anyway' }).click();
  await page
    .getByText(/Published anyway by .*the region left us/)
    .first()
    .waitFor();
  await page.getByText('Data to 21 Nov 2026').first().waitFor();

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Data to 20 Nov 2026').first().waitFor();
});
