import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { root } from './launch-app.ts';
import { startOnPage } from './on-page.ts';
import { dataFolder, startApp } from './test.ts';

/** The console as a person has it, in the window or on the loopback page. */
export interface Face {
  readonly page: Page;
  /** Does what makes the console save a file, and gives the file's text. */
  readonly savedBy: (act: () => Promise<void>) => Promise<string>;
}

async function windowFace(): Promise<Face> {
  const app = await startApp();
  const { page } = app;
  return {
    page,
    async savedBy(act) {
      const filePath = path.join(dataFolder(), 'saved.csv');
      await app.answerDialog({ filePath });
      await act();
      await page.getByText('rows saved').or(page.getByText('row saved')).waitFor();
      return readFileSync(filePath, 'utf8');
    },
  };
}

async function pageFace(): Promise<Face> {
  const { page, close } = await startOnPage(root, dataFolder());
  onTestFinished(close);
  return {
    page,
    async savedBy(act) {
      const download = page.waitForEvent('download');
      await act();
      return readFileSync(await (await download).path(), 'utf8');
    },
  };
}

export const FACES = { window: windowFace, page: pageFace } as const;
