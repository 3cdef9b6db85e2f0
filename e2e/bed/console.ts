import type { Locator, Page } from 'playwright-core';

/** The places of the console that tests go to; the only file that knows how to find them. */
export function consoleOn(page: Page) {
  const button = (name: string): Locator => page.getByRole('button', { name });
  const rowsOf = (grid: string): Locator =>
    page
      .getByRole('grid', { name: grid })
      .getByRole('row')
      .filter({
        has: page.getByRole('rowheader'),
      });
  return {
    openSample: button('Open the sample book'),
    saveAsCsv: button('Save as CSV'),
    cancelImport: button('Cancel'),
    accountsTab: page.getByRole('link', { name: 'Accounts', exact: true }),
    importProgress: page.getByRole('progressbar', { name: 'Import' }),
    dataDate: page.getByText(/^Data to/),
    heading: page.getByRole('heading', { level: 1 }),
    offices: rowsOf('Offices'),
    accounts: rowsOf('Accounts'),
    officesOfAccount: rowsOf('Offices of the account'),
  };
}

/** The name in a row's first cell. */
export async function nameOf(row: Locator): Promise<string> {
  const text = await row.getByRole('rowheader').innerText();
  // A badge such as "Onboarding" may follow the name on a line of its own.
  return text.split('\n')[0]?.trim() ?? '';
}

/** Presses Tab until the target, or something in it, has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`80 presses of Tab did not lead to ${String(target)}`);
}
