import path from 'node:path';
import { expect } from 'vitest';
import type { ScoreSettingsState } from '../shared/contracts/score-settings.ts';
import { writeSample } from '../electron/services/sample/write.ts';
import { callFrom } from './bed/bridge.ts';
import { consoleOn, tabTo } from './bed/console.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

test(
  'by keyboard: a weight is moved, its effect seen, applied with a reason, and taken back',
  async () => {
    const book = path.join(dataFolder(), 'book');
    await writeSample({ locations: 80, seed: 3, days: 90, out: book });
    const { page } = await startApp();
    await page.getByRole('button', { name: 'Enter the connection' }).waitFor();
    expect(await callFrom(page, 'sync.run', { source: book })).toMatchObject({ ok: true });
    await consoleOn(page).offices.first().waitFor();
    const state = async (): Promise<ScoreSettingsState> => {
      const reply = await callFrom(page, 'scoreSettings.get', {});
      if (!reply.ok) throw new Error(reply.problem.message);
      return reply.value;
    };
    const before = await state();

    await page.evaluate(() => (location.hash = '/settings/scores'));
    await page.getByText('The book as it is').waitFor();
    await tabTo(page, page.getByRole('slider', { name: 'Renewal in risk' }));
    for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowRight');
    const effect = page.getByRole('complementary', { name: 'What it would change' });
    await effect.getByText(/offices? changes? their band|office changes its band/).waitFor();
    await effect.getByText('1 change, not applied').waitFor();
    await page
      .getByRole('table')
      .filter({ hasText: 'Odds now' })
      .getByRole('row')
      .nth(10)
      .waitFor();
    expect((await state()).version).toBe(before.version);

    await tabTo(page, page.getByRole('spinbutton', { name: 'Tenure in risk, as a number' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('9');
    await page.keyboard.press('Tab');
    await tabTo(page, page.getByRole('checkbox', { name: 'Contraction counts in risk' }));
    await page.keyboard.press('Space');
    await effect.getByText('Contraction in risk ×1 → off').waitFor();
    expect(await effect.getByText('Tenure in risk').count()).toBe(0);

    await tabTo(page, effect.getByRole('button', { name: 'Apply' }));
    await page.keyboard.press('Enter');
    await effect.getByText('Say why, in a word or a sentence.').waitFor();
    await page.keyboard.type('Renewals decide here');
    await page.keyboard.press('Enter');
    await page.getByText('Applied; the book is scored with it.').waitFor();
    const applied = await state();
    expect(applied.scored).toBe(applied.version);
    expect(applied.profile.risk_weights).toMatchObject({ renewal: 3, contraction: 0, tenure: 1 });
    const line = page.getByRole('row').filter({ hasText: 'Renewals decide here' });
    expect(await line.innerText()).toContain('Renewal in risk ×1 → ×3');

    await tabTo(page, page.getByRole('button', { name: 'Take the newest back' }));
    await page.keyboard.press('Enter');
    await page.getByText('Taken back; the book is scored as before.').waitFor();
    expect(await state()).toMatchObject({ version: before.version, scored: before.version });
  },
  true,
  120_000,
);
