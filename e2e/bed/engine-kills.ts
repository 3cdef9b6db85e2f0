import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Reply } from '../../shared/contracts/contract.ts';
import { writeSample } from '../../electron/services/sample/write.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { callFrom } from './bridge.ts';
import { waitFor } from './wait-for.ts';

/** What the engine is at when it is killed. */
export const WORKS = ['sync', 'query', 'export'] as const;
export type Work = (typeof WORKS)[number];

/** A book of 80 offices and 30 days as deliveries in `folder`: long enough in coming that a kill can meet its sync. */
export async function writeBook(folder: string): Promise<void> {
  await writeSample({ locations: 80, days: 30, seed: 5, out: folder });
}

/** All there is in the book, without the line that says when and by which run it was written. */
export async function bookOf(page: Page): Promise<string> {
  const reply = await callFrom(page, 'reports.csv', { scope: 'all' });
  if (!reply.ok) throw new Error(reply.problem.message);
  const text = new TextDecoder().decode(reply.value.bytes);
  return text.slice(0, text.lastIndexOf('\n#'));
}

/** The book, synced to its end. */
export async function syncBook(page: Page, source: string): Promise<string> {
  const reply = await callFrom(page, 'sync.run', { source });
  if (!reply.ok) throw new Error(reply.problem.message);
  return bookOf(page);
}

/**
 * Kills the engine `afterMs` after it was asked to work. Resolves with what the page was answered once the next engine
 * answers; throws where the page is gone, or the answer is neither a value nor the sentence about the stop.
 */
export async function killDuring(
  app: AppUnderTest,
  work: Work,
  source: string,
  afterMs: number,
): Promise<'killed' | 'done'> {
  const { page, enginePid } = app;
  await callFrom(page, 'app.status', {});
  const pid = await enginePid();
  const asked = ask(page, work, source);
  await wait(afterMs);
  process.kill(pid, 'SIGKILL');
  const reply = await asked;
  if (!reply.ok && reply.problem.code !== 'engine_stopped') throw new Error(reply.problem.message);
  if (!reply.ok && !reply.problem.stillWorks) throw new Error('it was not said what still works');

  await waitFor('the next engine', async () => (await enginePid()) !== pid || undefined);
  const status = await callFrom(page, 'app.status', {});
  if (!status.ok) throw new Error(status.problem.message);
  if ((await page.locator('main').count()) !== 1) throw new Error('the window shows nothing');
  return reply.ok ? 'done' : 'killed';
}

function ask(page: Page, work: Work, source: string): Promise<Reply<unknown>> {
  switch (work) {
    case 'sync':
      return callFrom(page, 'sync.run', { source });
    case 'query':
      return callFrom(page, 'offices.table', { since: null });
    case 'export':
      return callFrom(page, 'reports.csv', { scope: 'all' });
  }
}
