import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect } from 'vitest';
import { findings, loadAxe } from './bed/axe.ts';
import { tabTo } from './bed/console.ts';
import { freshFolder, removeFolder } from './bed/launch-app.ts';
import { startApp, test } from './bed/test.ts';
import { makeTroubledBook, SPOILT_ROWS, type TroubledBook } from './bed/troubled-book.ts';

const TODAY = Math.floor(Date.now() / 86_400_000);

let data: string;
let book: TroubledBook;

beforeAll(async () => {
  data = freshFolder();
  book = await makeTroubledBook({
    dataFolder: data,
    source: path.join(data, 'book'),
    today: TODAY,
  });
}, 180_000);
afterAll(() => removeFolder(data));

/** Last, so that the first line stays the header: where the file comes from. */
const PROVENANCE = /^# Atrium .*rows set aside of \d{4}-\d{2}-\d{2}.*run \S+/m;

/** The data screen of the troubled book, reached by keyboard. */
async function dataScreen() {
  const app = await startApp({ dataFolder: data });
  const { page } = app;
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dayOfScreen = (ds: string) =>
    page.getByRole('region', { name: `Delivery of ${dated(ds)}` });
  const calendar = page.getByRole('grid', { name: 'Calendar of deliveries' });
  await page.getByRole('grid', { name: 'Offices' }).waitFor();
  await press('g');
  await press('d');
  await calendar.waitFor();
  return { app, page, press, button, dayOfScreen, calendar };
}

test('a held day is found in the calendar and understood by keyboard alone', async () => {
  const { page, press, dayOfScreen, calendar } = await dataScreen();
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  // The calendar is one stop; from its first day the arrows lead to every day and each says what became of it.
  await tabTo(page, calendar);
  await press('Control+Home');
  const said: string[] = [await focused()];
  for (let day = 1; day < 60 && !/: held/.test(said.at(-1) ?? ''); day++) {
    await press('ArrowDown');
    said.push(await focused());
  }
  const states = (ds: string): string | undefined =>
    said.find((label) => label.startsWith(dated(ds)));
  expect(states(book.held)).toMatch(/: held, 260 rows, 40 set aside$/);
  expect(states(book.changedColumns)).toContain('published, with warnings');
  expect(states(book.late)).toContain('late');
  expect(states(book.restated)).toContain('restated, 2 runs');
  expect(states(book.publishedAnyway)).toContain('published anyway');
  expect(states(book.rolledBack)).toContain('rolled back');
  expect(states(book.missing)).toContain('missing');
  await press('ArrowLeft');
  await press('Enter');
  await page.waitForURL(/ds=/);
  expect(await dayOfScreen(book.held).count()).toBe(0);
  await press('ArrowRight');
  await press('Enter');
  await dayOfScreen(book.held).waitFor();

  await page.getByText('40 of 300 rows set aside').first().waitFor();
  await page.getByText('integer → character varying').waitFor();
  await page.getByRole('rowheader', { name: 'visitors_are_numbers' }).waitFor();

  await loadAxe(page);
  expect(await findings(page, 'data')).toEqual([]);
});

test('what is held is forwarded, let through and taken back by keyboard alone', async () => {
  const { app, page, press, button, dayOfScreen } = await dataScreen();
  // The newest delivery that was looked at is open from the start.
  await dayOfScreen(book.held).waitFor();

  const status = page.getByText(/^\d+–\d+ of \d+ rows$/);
  await tabTo(page, button(/^not a date/));
  await press('Enter');
  await page.getByText('1–10 of 10 rows').waitFor();
  await tabTo(page, button(/^All/));
  await press('Enter');
  await page.getByText(`1–25 of ${SPOILT_ROWS} rows`).waitFor();
  await tabTo(page, button('More rows'));
  await press('Enter');
  await page.getByText(`26–40 of ${SPOILT_ROWS} rows`).waitFor();
  expect(await status.count()).toBe(1);

  const filePath = path.join(data, 'set-aside.csv');
  await app.answerDialog({ filePath });
  await press('e');
  await page.getByText('40 rows saved').waitFor();
  const text = await readFile(filePath, 'utf8');
  const rows = parse<Record<string, string>>(text.replace(PROVENANCE, ''), {
    columns: true,
    skip_empty_lines: true,
    relax_column_count: true,
  }).filter((row) => row['file'] !== undefined);
  expect(text).toMatch(PROVENANCE);
  expect(rows).toHaveLength(SPOILT_ROWS);
  expect(new Set(rows.map((row) => row['reason'])).size).toBe(5);
  // What a spreadsheet would compute stays what the file said.
  expect(rows[0]).toMatchObject({ column: 'visitors', value: "'=2+40", record: '1' });

  await tabTo(page, button('Report for the data team'));
  await press('Enter');
  const report = page.getByLabel('The report');
  await expect.poll(() => report.inputValue()).toContain(`company_facts of ${book.held}: held`);
  await press('Escape');
  await report.waitFor({ state: 'detached' });

  await tabTo(page, button('Publish anyway'));
  await press('Enter');
  await tabTo(page, page.getByLabel('Reason'));
  await page.keyboard.type('the forty rows are known');
  await press('Enter');
  await page
    .getByText(/Published anyway by .*the forty rows are known/)
    .first()
    .waitFor();
  await page.getByText(`Data of`).locator('..').getByText(dated(book.held)).waitFor();

  await tabTo(page, button('Undo'));
  await press('Enter');
  await button('Publish anyway').waitFor();
  await page.getByText(`Data of`).locator('..').getByText(dated(book.changedColumns)).waitFor();

  // The day before is one key away, and its renamed column is told as a guess.
  await press('[');
  await dayOfScreen(book.changedColumns).waitFor();
  await page.getByText('industry → industry_name').waitFor();
});

/** `2026-11-20` → `20 Nov 2026`, as the screens write it. */
function dated(ds: string): string {
  const day = new Date(`${ds}T00:00:00Z`);
  const month = day.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${day.getUTCDate()} ${month} ${day.getUTCFullYear()}`;
}
