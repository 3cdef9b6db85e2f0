import { cpSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { findings, loadAxe } from './bed/axe.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn, nameOf } from './bed/console.ts';
import { freshFolder, launchApp, removeFolder } from './bed/launch-app.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

/** Axe looks at every element of each layer. */
const LONG = 180_000;

/** One data folder with a book, copied for each test. */
let template = '';
beforeAll(async () => {
  template = freshFolder();
  const app = await launchApp({ dataFolder: template });
  const opened = await callFrom(app.page, 'sample.open', { locations: 120, days: 60, seed: 1 });
  expect(opened).toMatchObject({ ok: true });
  await app.close();
});
afterAll(() => removeFolder(template));

async function appWithBook() {
  const folder = dataFolder();
  cpSync(template, folder, { recursive: true });
  const app = await startApp({ dataFolder: folder });
  const at = consoleOn(app.page);
  await at.offices.first().waitFor();
  return { ...app, at, folder };
}

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Escape, and the layer is gone: a key pressed sooner would still be the layer's. */
const leave = async (page: Page, layer: Locator): Promise<void> => {
  await page.keyboard.press('Escape');
  await layer.waitFor({ state: 'detached' });
};
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-cell') ?? '');
const headers = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('grid', { name: 'Offices' })
    .getByRole('columnheader')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-column') ?? ''));
const settingsOf = async (page: Page) => {
  const reply = await callFrom(page, 'settings.get', {});
  return reply.ok ? reply.value : reply;
};

test('by keyboard: the palette finds an office, remembers it, and runs what it shows', async () => {
  const { page, at } = await appWithBook();
  const name = await nameOf(at.offices.nth(3));
  await press(page, 'Control+k');
  const field = page.getByRole('combobox');
  await field.waitFor();
  await page.keyboard.type(name.slice(0, 5));
  const option = page.getByRole('option').first();
  await page.getByText('In the book').waitFor();
  expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  const chosen = (await option.locator('bdi').innerText()).trim();
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name: chosen, exact: true }).waitFor();

  await press(page, 'Control+k');
  await page.getByText('Recent', { exact: true }).waitFor();
  expect((await page.getByRole('option').first().locator('bdi').innerText()).trim()).toBe(chosen);
  await page.keyboard.type('data hea');
  await page.getByRole('option', { name: 'Data health' }).waitFor();
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
});

test('by mouse: the palette, and names that hurt are shown as they are', async () => {
  const { page } = await appWithBook();
  await page.getByRole('button', { name: /^Find/ }).click();
  await page.getByRole('combobox').fill('dark theme');
  await page.getByRole('option', { name: 'Dark theme' }).click();
  await page.getByText('Theme: dark').waitFor();
  expect(await settingsOf(page)).toMatchObject({ theme: 'dark' });
  await page.getByRole('button', { name: /^Find/ }).click();
  await page.getByRole('combobox').fill('<script>');
  await page.getByText('Nothing in this book, no screen and no command has this name.').waitFor();
});

test('by keyboard: what was done is taken back and done again, also after a restart', async () => {
  const { page, close, folder } = await appWithBook();
  await press(page, 'Control+k');
  await page.keyboard.type('compact rows');
  await page.getByRole('option', { name: 'Comfortable or compact rows' }).waitFor();
  await press(page, 'Enter');
  await page.getByText('Rows: compact').waitFor();
  await press(page, 'Control+z');
  await page.getByText('Taken back: Rows: compact').waitFor();
  expect(await settingsOf(page)).toMatchObject({ density: 'comfortable' });
  await press(page, 'Control+Shift+z');
  await page.getByText('Done again: Rows: compact').waitFor();
  await close();

  const again = await startApp({ dataFolder: folder });
  await consoleOn(again.page).offices.first().waitFor();
  await press(again.page, 'Control+z');
  await again.page.getByText('Taken back: Rows: compact').waitFor();
  expect(await settingsOf(again.page)).toMatchObject({ density: 'comfortable' });
});

test('by mouse: the toast takes back, the history does again, and a change meanwhile is left alone', async () => {
  const { page, chooseMenu } = await appWithBook();
  await chooseMenu('view.dark');
  await page.getByText('Theme: dark').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Taken back: Theme: dark').waitFor();
  await chooseMenu('undo.history');
  await page.getByRole('button', { name: 'Redo Theme: dark' }).click();
  await page.getByRole('button', { name: 'Undo Theme: dark' }).waitFor();
  await callFrom(page, 'settings.set', { theme: 'light' });
  await page.getByRole('button', { name: 'Undo Theme: dark' }).click();
  await page.getByText('Theme has changed since').waitFor();
  expect(await settingsOf(page)).toMatchObject({ theme: 'light' });
});

test('by keyboard: rows are selected, summed and copied; the panel beside follows', async () => {
  const { page, at } = await appWithBook();
  await press(page, 'ArrowDown', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await page.getByText(/^3 selected · .*employees/).waitFor();
  const names = [];
  for (const row of [0, 1, 2]) names.push(await nameOf(at.offices.nth(row)));
  await press(page, 'Control+c');
  await page.getByText('Copied 3 rows').waitFor({ state: 'attached' });
  await press(page, '/', 'Control+v');
  const pasted = await page.getByLabel('Quick filter').inputValue();
  for (const name of names) expect(pasted).toContain(name);
  await press(page, 'Escape');
  await at.offices.first().waitFor();
  await press(page, 'Escape', 'ArrowDown', 'Control+a');
  await page.getByText(/^120 selected/).waitFor();
  await press(page, 'Escape');
  await page.getByText(/selected ·/).waitFor({ state: 'detached' });

  await press(page, 'Control+Home', 'ArrowRight', ' ');
  const panel = page.getByRole('complementary', { name: 'Beside the list' });
  await panel.getByRole('heading', { name: names[0] ?? '', exact: true }).waitFor();
  await press(page, 'j');
  await panel.getByRole('heading', { name: names[1] ?? '', exact: true }).waitFor();
  await press(page, 'Escape');
  await panel.waitFor({ state: 'detached' });
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name: names[1] ?? '', exact: true }).waitFor();
  await press(page, 'Alt+ArrowDown');
  await page.getByRole('heading', { level: 1, name: names[2] ?? '', exact: true }).waitFor();
  await page.getByRole('button', { name: 'The one before in the list' }).click();
  await page.getByRole('heading', { level: 1, name: names[1] ?? '', exact: true }).waitFor();
});

test('by mouse: rows are selected one by one and as a range, and looked at beside the list', async () => {
  const { page, at } = await appWithBook();
  const tick = (row: number) => at.offices.nth(row).getByRole('gridcell').first();
  await tick(1).click();
  await tick(4).click({ modifiers: ['Shift'] });
  await page.getByText(/^4 selected/).waitFor();
  const name = await nameOf(at.offices.nth(2));
  await at.offices.nth(2).hover();
  await at.offices.nth(2).getByTitle('Look beside the list (Space)').click();
  const panel = page.getByRole('complementary', { name: 'Beside the list' });
  await panel.getByRole('heading', { name, exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Close the panel' }).click();
  await panel.waitFor({ state: 'detached' });
});

test('by keyboard: columns are moved, hidden and sorted by, and that is a step like others', async () => {
  const { page } = await appWithBook();
  const before = await headers(page);
  await press(page, 'ArrowDown', 'ArrowRight', 'Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Move right' }).waitFor();
  await page.keyboard.type('Move r');
  await press(page, 'Enter', 'Escape');
  const moved = await headers(page);
  expect(moved).not.toEqual(before);
  expect(moved.toSorted()).toEqual(before.toSorted());
  await press(page, 'Control+z');
  await page.getByText('Taken back: Column moved').waitFor();
  expect(await headers(page)).toEqual(before);

  const column = (name: string) => page.getByRole('columnheader', { name });
  await press(page, 'Control+Home', 'ArrowUp');
  for (let i = 0; i < 20 && (await focused(page)) !== '-1:3'; i++) await press(page, 'ArrowRight');
  await press(page, 's', 'ArrowRight', 'ArrowRight', 'Shift+s');
  await page
    .getByText(/^Sorted by Risk, \w+, then by Adoption, \w+$/)
    .waitFor({ state: 'attached' });
  expect(await column('Risk').getAttribute('aria-sort')).toMatch(/ascending|descending/);
  expect(await column('Adoption').getAttribute('aria-sort')).toBe('none');
  await press(page, 'Enter');
  await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
  await page.keyboard.type('Hide');
  await press(page, 'Enter');
  await column('Adoption').waitFor({ state: 'detached' });
});

test('the focus stays with its row while the row is scrolled away, and keys bring it back', async () => {
  const { page } = await appWithBook();
  const grid = page.getByRole('grid', { name: 'Offices' });
  expect(await grid.getAttribute('aria-rowcount')).toBe('121');
  await press(page, 'ArrowDown');
  expect(await focused(page)).toBe('0:1');
  await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await grid.locator('[aria-rowindex="121"]').waitFor();
  expect(await focused(page)).toBe('0:1');
  await press(page, 'ArrowDown');
  expect(await focused(page)).toBe('1:1');
  expect(await grid.evaluate((element) => element.scrollTop)).toBeLessThan(100);
});

test('single letters can be switched off, and never count on a button', async () => {
  const { page } = await appWithBook();
  await page.getByRole('button', { name: 'Keys' }).focus();
  await press(page, 'g', 'd');
  expect(await page.evaluate(() => location.hash)).toContain('/portfolio/offices');
  await press(page, 'Enter');
  await page.getByLabel('Single-letter keys').click();
  await leave(page, page.getByRole('dialog', { name: 'Keys' }));
  await press(page, 'ArrowDown', 'x');
  expect(await page.getByText(/^1 selected/).count()).toBe(0);
  await press(page, 'Shift+Space');
  await page.getByText(/^1 selected/).waitFor();
});

test('the native menu, links and the history lead to screens; an unknown office says so', async () => {
  const { page, at, chooseMenu, openLink } = await appWithBook();
  await chooseMenu('go.data');
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await openLink('atrium://account/nobody/location/nowhere');
  await page.getByText('It is not in your book or not yet synced').waitFor();
  await chooseMenu('link.copy');
  await page.getByText('atrium://account/nobody/location/nowhere').waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await at.offices.first().waitFor();
});

test(
  'no layer of the shell keeps anyone out, in light and dark',
  async () => {
    const { page } = await appWithBook();
    await loadAxe(page);
    const found: string[] = [];
    const look = async (what: string): Promise<void> =>
      void found.push(...(await findings(page, what)));
    await press(page, 'ArrowDown', 'x', ' ');
    await page.getByRole('complementary', { name: 'Beside the list' }).getByText('ARR').waitFor();
    await look('selected, with the panel beside');
    await press(page, 'Control+k');
    await page.keyboard.type('a');
    await page.getByText('In the book').waitFor();
    await look('palette');
    await leave(page, page.getByRole('combobox'));
    await press(page, '?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await look('keys');
    await leave(page, page.getByRole('dialog', { name: 'Keys' }));
    await press(page, 'c');
    await page.getByRole('dialog', { name: 'Columns' }).waitFor();
    await look('columns');
    await page.getByLabel(/^Adoption/).click();
    await page.getByText('Column hidden').waitFor();
    await look('columns, with a toast');
    await leave(page, page.getByRole('dialog', { name: 'Columns' }));
    await press(page, 'Alt+ArrowDown');
    await page.getByRole('menu').waitFor();
    await look('menu of a column');
    await leave(page, page.getByRole('menu'));
    await page.getByRole('button', { name: 'Wide' }).click();
    await press(page, 'Control+k');
    await page.keyboard.type('what you did');
    await page.getByRole('option', { name: 'What you did last' }).waitFor();
    await press(page, 'Enter');
    await page.getByRole('dialog', { name: 'What you did last' }).waitFor();
    await look('history, with the wide rail');
    expect(found).toEqual([]);
  },
  true,
  LONG,
);
