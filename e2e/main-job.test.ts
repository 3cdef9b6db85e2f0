import { expect } from 'vitest';
import { consoleOn, nameOf, tabTo } from './bed/console.ts';
import { FACES } from './bed/faces.ts';
import { test } from './bed/test.ts';

/** The newest day of the sample book has to be usable within this time of the click. */
const USABLE_MS = 15_000;

/** A name as RFC 4180 writes it inside a quoted field. */
const inCsv = (name: string): string => name.replaceAll('"', '""');

for (const face of ['window', 'page'] as const) {
  test(`by mouse in the ${face}: sample book, portfolio, account, office, CSV file`, async () => {
    const { page, savedBy } = await FACES[face]();
    const at = consoleOn(page);
    await at.openSample.click();
    await at.offices.first().waitFor({ timeout: USABLE_MS });
    await at.dataDate.first().waitFor();

    await at.accountsTab.click();
    const accountName = await nameOf(at.accounts.first());
    // By name, not by place: while older days fill in, the order may still change under the pointer.
    await at.accounts.filter({ hasText: accountName }).first().click();
    await page.getByRole('heading', { level: 1, name: accountName, exact: true }).waitFor();

    const officeName = await nameOf(at.officesOfAccount.first());
    await at.officesOfAccount.filter({ hasText: officeName }).first().click();
    await page.getByRole('heading', { level: 1, name: officeName, exact: true }).waitFor();

    const csv = await savedBy(() => at.saveAsCsv.click());
    expect(csv).toContain(inCsv(officeName));
    expect(csv).toContain(inCsv(accountName));
  });

  test(`by keyboard alone in the ${face}: the same way`, async () => {
    const { page, savedBy } = await FACES[face]();
    const at = consoleOn(page);
    await at.openSample.waitFor();
    await tabTo(page, at.openSample);
    await page.keyboard.press('Enter');
    await at.offices.first().waitFor({ timeout: USABLE_MS });

    await tabTo(page, at.accountsTab);
    await page.keyboard.press('Enter');
    await at.accounts.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await at.officesOfAccount.first().waitFor();
    const accountName = await at.heading.innerText();

    await tabTo(page, page.getByRole('grid', { name: 'Offices of the account' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: accountName }).first().waitFor();
    const officeName = await at.heading.innerText();

    await tabTo(page, at.saveAsCsv);
    const csv = await savedBy(() => page.keyboard.press('Enter'));
    expect(csv).toContain(inCsv(officeName));
    expect(csv).toContain(inCsv(accountName));
  });
}
