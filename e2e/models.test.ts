import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { writeSample } from '../electron/services/sample/write.ts';
import { modelText, sidecarText } from '../shared/models/testing/hand-made-sidecar.ts';
import { findings, loadAxe } from './bed/axe.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn } from './bed/console.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

test(
  'models: too few outcomes are said with how many, one of the data team is taken or refused in a sentence',
  async () => {
    const folder = dataFolder();
    const book = path.join(folder, 'book');
    await writeSample({ locations: 60, seed: 3, days: 200, out: book });
    writeFileSync(path.join(folder, 'churn.json'), modelText());
    writeFileSync(path.join(folder, 'churn.sidecar.json'), sidecarText());
    writeFileSync(path.join(folder, 'old.pkl'), Uint8Array.of(0x80, 5, 0));
    writeFileSync(path.join(folder, 'old.sidecar.json'), sidecarText());

    const { page } = await startApp();
    await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
    expect(await callFrom(page, 'sync.run', { source: book })).toMatchObject({ ok: true });
    await consoleOn(page).offices.first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();

    await page
      .getByText(/offices? gave notice in \d+ watched days; learning starts at 20\./)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Train a model' }).isDisabled()).toBe(true);
    expect(await callFrom(page, 'learning.train', {})).toMatchObject({
      ok: false,
      problem: { code: 'too_few_outcomes' },
    });
    expect(await callFrom(page, 'learning.use', { id: 'none' })).toMatchObject({
      ok: false,
      problem: { code: 'not_found' },
    });

    expect(
      await callFrom(page, 'models.import', { path: path.join(folder, 'churn.json') }),
    ).toMatchObject({ ok: true });
    await page.reload();
    const line = page.getByRole('row').filter({ hasText: 'churn.json' });
    await line.waitFor();
    expect(await line.innerText()).toMatch(/xgboost[^]*3 features[^]*90 days/);
    const refused = await callFrom(page, 'models.import', { path: path.join(folder, 'old.pkl') });
    if (refused.ok) throw new Error('a pickle was taken');
    expect(refused.problem.message).toMatch(/a Python pickle.*ask the data team to save it/);

    await loadAxe(page);
    expect(await findings(page, 'models')).toEqual([]);

    await line.getByRole('button', { name: 'Remove churn.json' }).click();
    await page.getByText('No model from outside is here.').waitFor();
  },
  true,
  120_000,
);
