import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { callFrom } from './bed/bridge.ts';
import { consoleOn } from './bed/console.ts';
import { startApp, test } from './bed/test.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Impacts that keep someone from using the screen. */
const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What axe finds wrong on the page as it is shown now, one line each: rule, place, what to mend. */
async function findings(page: Page, where: string): Promise<readonly string[]> {
  const { violations } = await page.evaluate(async () => {
    const scope = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return scope.axe.run();
  });
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map((node) => `${where}: ${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
}

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
  // Axe comes in as a script of the browser itself: the page's own policy would refuse a script element.
  await page.evaluate(await readFile(AXE, 'utf8'));
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
  await page.getByRole('region', { name: 'Table of days' }).waitFor();
  await look('data');
  expect(found).toEqual([]);
});
