import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OfficeRow } from '../shared/domain/office.ts';
import { findings, loadAxe } from './bed/axe.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn, tabTo } from './bed/console.ts';
import { startApp, test } from './bed/test.ts';

const LONG = 180_000;

const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => void (location.hash = to), hash);

/** The app over a small sample book, at the page of its scored office with the highest risk. */
async function atOffice(): Promise<{ page: Page; office: OfficeRow; path: string }> {
  const { page } = await startApp();
  await consoleOn(page).openSample.waitFor();
  await callFrom(page, 'sample.open', { locations: 40, days: 88, seed: 1 });
  await consoleOn(page).offices.first().waitFor();
  await consoleOn(page).importProgress.waitFor({ state: 'detached' });
  const listed = await callFrom(page, 'offices.list', { sort: 'risk' });
  const office = (listed as { value: readonly OfficeRow[] }).value.find(
    ({ state, adoption }) => state === 'scored' && adoption !== null,
  );
  if (!office) throw new Error('the sample book has no scored office');
  const path = `#/office/${office.company_id}/${office.location_id}`;
  await goTo(page, path);
  await page.getByRole('heading', { level: 1, name: office.location_name, exact: true }).waitFor();
  return { page, office, path };
}

/** `1,460` → 1460, in whatever locale the browser writes. */
const numberIn = (text: string): number => Number(text.replaceAll(/\D/g, ''));

test(
  'by keyboard, a part of the score leads to its facts, and these to the days they are the sum of',
  async () => {
    const { page } = await atOffice();
    const level = page.getByRole('button', { name: 'Level', exact: true });
    await tabTo(page, level);
    await page.keyboard.press('Enter');
    expect(await level.getAttribute('aria-expanded')).toBe('true');
    const fact = page.getByRole('row', { name: /^Events, 12 weeks/ });
    await fact.waitFor();
    const events = numberIn(await fact.getByRole('cell').first().innerText());
    expect(events).toBeGreaterThan(0);

    await loadAxe(page);
    expect(await findings(page, 'office with facts open')).toEqual([]);

    await tabTo(page, page.getByRole('link', { name: 'Show the days' }));
    await page.keyboard.press('Enter');
    const days = page.getByRole('region', { name: 'Delivered days' }).getByRole('row');
    await days.nth(2).waitFor();
    const counts = await days.evaluateAll((rows) =>
      rows.slice(1).map((row) => row.querySelector('td')?.textContent ?? ''),
    );
    expect(counts.reduce((sum, text) => sum + numberIn(text), 0)).toBe(events);
    expect(await days.nth(1).innerText()).toMatch(/\.gz/);
    expect(await findings(page, 'raw facts')).toEqual([]);

    await tabTo(page, page.getByRole('link', { name: 'Changes', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Corrected values' }).waitFor();
    expect(await findings(page, 'changes')).toEqual([]);
  },
  true,
  LONG,
);

test(
  'by keyboard, an office is left out of its account, told apart there, counted again, and each taken back',
  async () => {
    const { page, office, path } = await atOffice();
    const leaveOut = page.getByRole('button', { name: 'Leave out' });
    await tabTo(page, leaveOut);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await loadAxe(page);
    expect(await findings(page, 'leave out')).toEqual([]);
    await tabTo(page, dialog.getByLabel('Reason'));
    await page.keyboard.type('the lease ends');
    await page.keyboard.press('Enter');
    await page.getByText('Left out of the account’s numbers until you count it again').waitFor();
    await dialog.waitFor({ state: 'detached' });

    await goTo(page, `#/account/${office.company_id}`);
    await page.getByText('1 office left out by you').waitFor();
    const row = consoleOn(page).officesOfAccount.filter({ hasText: office.location_name });
    expect(await row.first().locator('[data-word]').innerText()).toContain('left out');
    await page.getByRole('heading', { name: 'Offices × features' }).waitFor();
    expect(await findings(page, 'account')).toEqual([]);

    await goTo(page, path);
    const again = page.getByRole('button', { name: 'Count again' });
    await again.waitFor();
    await tabTo(page, again);
    await page.keyboard.press('Enter');
    await leaveOut.waitFor();
    await page.keyboard.press('Control+z');
    await again.waitFor();
    await page.keyboard.press('Control+Shift+z');
    await leaveOut.waitFor();
    await goTo(page, `#/account/${office.company_id}`);
    await consoleOn(page).officesOfAccount.first().waitFor();
    await page.getByText('left out by you').first().waitFor({ state: 'detached' });
  },
  true,
  LONG,
);
