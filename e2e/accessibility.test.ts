import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { writeSample } from '../electron/services/sample/write.ts';
import { findings, loadAxe } from './bed/axe.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn } from './bed/console.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

/** Axe looks at every element of each screen: on a busy machine that takes longer than any step of a person. */
const LONG = 180_000;

const goOn = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => void (location.hash = to), hash);

test(
  'no screen keeps anyone out, in light and dark',
  async () => {
    const { page } = await startApp();
    const at = consoleOn(page);
    const found: string[] = [];
    const look = async (screen: string): Promise<void> =>
      void found.push(...(await findings(page, screen)));
    const go = (hash: string): Promise<void> => goOn(page, hash);

    await at.openSample.waitFor();
    await loadAxe(page);
    await look('first run');

    const opened = await callFrom(page, 'sample.open', { locations: 60, days: 60, seed: 1 });
    expect(opened).toMatchObject({ ok: true });
    await at.offices.first().waitFor();
    await at.importProgress.waitFor({ state: 'detached' });
    await look('offices');
    await at.accountsTab.click();
    await at.accounts.first().waitFor();
    await look('accounts');
    await at.accounts.first().click();
    await at.officesOfAccount.first().waitFor();
    await look('account');
    await at.officesOfAccount.first().click();
    await page.getByRole('heading', { name: 'Over time' }).waitFor();
    await page.locator('canvas').first().waitFor();
    await page.getByText(/^All \d+ terms/).click();
    await look('office');
    await go('#/data');
    await page.getByRole('grid', { name: 'Calendar of deliveries' }).waitFor();
    await page.getByRole('heading', { name: 'Runs and decisions' }).waitFor();
    await look('data');
    expect(found).toEqual([]);
  },
  true,
  LONG,
);

/** The app over a folder of deliveries, so that every section has something to show. */
async function overFolder(): Promise<Page> {
  const book = path.join(dataFolder(), 'book');
  await writeSample({ locations: 60, days: 3, seed: 3, out: book });
  const { page } = await startApp();
  await consoleOn(page).openSample.waitFor();
  await loadAxe(page);
  expect(await callFrom(page, 'sync.run', { source: book })).toMatchObject({ ok: true });
  return page;
}

const PARTS = [
  'connection',
  'schedule',
  'format',
  'book',
  'scores',
  'appearance',
  'shortcuts',
  'privacy',
];

test(
  'Settings keep nobody out, in light and dark',
  async () => {
    const page = await overFolder();
    const found: string[] = [];
    for (const part of PARTS) {
      await goOn(page, `#/settings/${part}`);
      await page.locator(`#settings-${part}[aria-current]`).waitFor();
      if (part === 'format') await page.getByRole('region', { name: 'First rows' }).waitFor();
      if (part === 'scores') await page.getByText('The book as it is').waitFor();
      found.push(...(await findings(page, `settings, ${part}`)));
    }
    await page.getByRole('button', { name: /Data to/ }).click();
    await page.getByRole('dialog').waitFor();
    found.push(...(await findings(page, 'state of the data')));
    expect(found).toEqual([]);
  },
  true,
  LONG,
);
