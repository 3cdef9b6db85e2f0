import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { writeSample } from '../electron/services/sample/write.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn } from './bed/console.ts';
import { fieldsOf } from './bed/csv-fields.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

const NAMES = {
  long: `Quay ${'of very many words '.repeat(16)}end`,
  rtl: 'برج المراقبة 7 (الطابق الثالث)',
  emoji: 'Zebra 👩‍👩‍👧‍👦 Tower 🏢',
  script: '<script>alert(1)</script> House',
  formula: '=cmd|calc House',
  nul: 'Null\u0000and\u0007bell House',
} as const;

/** A book of one day whose first offices have these names: one file, as a colleague sends it, without a manifest. */
async function hurtfulBook(): Promise<string> {
  const folder = dataFolder();
  const written = path.join(folder, 'written');
  await writeSample({ locations: 40, days: 1, seed: 5, out: written });
  const part = (await readdir(written, { recursive: true })).find((each) => each.endsWith('.gz'));
  const text = gunzipSync(await readFile(path.join(written, part ?? ''))).toString();
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const at = fieldsOf(first).indexOf('location_name');
  const lines = rest.map((line, i) => {
    const name = Object.values(NAMES)[i];
    return name === undefined ? line : fieldsOf(line).with(at, `"${name}"`).join(',');
  });
  const book = path.join(folder, 'book', 'company_facts');
  await mkdir(book, { recursive: true });
  const [ds = ''] = fieldsOf(rest[0] ?? '');
  await writeFile(path.join(book, `${ds}.csv.gz`), gzipSync([first, ...lines, ''].join('\n')));
  return path.dirname(book);
}

test('names that hurt are shown as they are, found, and break no line', async () => {
  const { page } = await startApp();
  const at = consoleOn(page);
  await at.openSample.waitFor();
  expect(await callFrom(page, 'sync.run', { source: await hurtfulBook() })).toMatchObject({
    ok: true,
  });
  await at.offices.first().waitFor();
  expect(await page.locator('script:not([src])').count()).toBe(0);
  const heights = await at.offices.evaluateAll((rows) => rows.map((row) => row.clientHeight));
  expect(new Set(heights).size).toBe(1);
  await at.offices.getByText(NAMES.script, { exact: true }).waitFor();
  await at.offices.getByText(NAMES.rtl, { exact: true }).waitFor();

  const find = async (typed: string, shown: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(typed);
    const option = page.getByRole('option').filter({ hasText: shown }).first();
    await option.waitFor();
    expect((await option.boundingBox())?.height).toBeLessThan(40);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
  };
  await find('script alert', NAMES.script);
  await find('المراقبة', NAMES.rtl);
  await find('zebra', NAMES.emoji);
  await find('quay', 'of very many words');
  await find('cmd', NAMES.formula);
  await find('bell house', 'Null\ufffdand␇bell House');
});
