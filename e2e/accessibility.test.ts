import { expect } from 'vitest';
import { findings, loadAxe } from './bed/axe.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn } from './bed/console.ts';
import { startApp, test } from './bed/test.ts';

test('no screen keeps anyone out, in light and dark', async () => {
  const { page } = await startApp();
  const at = consoleOn(page);
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      found.push(...(await findings(page, `${screen}, ${theme}`)));
    }
  };
  const go = (hash: string): Promise<void> =>
    page.evaluate((to) => void (location.hash = to), hash);

  await at.openSample.waitFor();
  await loadAxe(page);
  await look('first run');

  const opened = await callFrom(page, 'sample.open', { locations: 150, days: 100, seed: 1 });
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
  const parts = ['connection', 'schedule', 'format', 'book', 'appearance', 'shortcuts', 'privacy'];
  for (const part of parts) {
    await go(`#/settings/${part}`);
    await page.locator(`#settings-${part}[aria-current]`).waitFor();
    if (part === 'format') await page.getByRole('region', { name: 'First rows' }).waitFor();
    await look(`settings, ${part}`);
  }
  await page.getByRole('button', { name: /Data to/ }).click();
  await page.getByRole('dialog').waitFor();
  await look('data state');
  expect(found).toEqual([]);
});
