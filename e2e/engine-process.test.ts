import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ProblemCode } from '../shared/contracts/problem.ts';
import { callFrom, type PageGlobals } from './bed/bridge.ts';
import { killDuring, syncBook, writeBook } from './bed/engine-kills.ts';
import { dataFolder, startApp, test } from './bed/test.ts';
import { waitFor } from './bed/wait-for.ts';

/** Starts a long import and leaves its course in the page's globals. */
interface Watched {
  steps: number;
  code: ProblemCode | 'ok' | undefined;
  cancel(): void;
}
type WatchedGlobals = PageGlobals & { watched: Watched };

async function startLongImport(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scope = globalThis as unknown as WatchedGlobals;
    const running = scope.atrium.calls.sample.open({ locations: 3000, days: 400 }, () => {
      scope.watched.steps += 1;
    });
    scope.watched = { steps: 0, code: undefined, cancel: () => running.cancel() };
    void running.result.then((reply) => {
      scope.watched.code = reply.ok ? 'ok' : reply.problem.code;
      return reply;
    });
  });
}

const stepsSeen = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as WatchedGlobals).watched.steps);

async function outcome(page: Page): Promise<string> {
  return waitFor('the import to end', async () => {
    const code = await page.evaluate(
      () => (globalThis as unknown as WatchedGlobals).watched.code ?? null,
    );
    return code ?? undefined;
  });
}

async function seesProgress(page: Page): Promise<void> {
  await waitFor('progress', async () => ((await stepsSeen(page)) > 1 ? true : undefined));
}

test('a long call reports progress and can be cancelled', async () => {
  const { page } = await startApp();
  await startLongImport(page);
  await seesProgress(page);
  await page.evaluate(() => (globalThis as unknown as WatchedGlobals).watched.cancel());
  // An import keeps the days it has published, so a cancelled one may also end with a report of them.
  expect(['cancelled', 'ok']).toContain(await outcome(page));
});

test('when the engine dies, calls under way are answered and the next one works', async () => {
  const { page, enginePid } = await startApp();
  await startLongImport(page);
  await seesProgress(page);
  const first = await enginePid();
  process.kill(first, 'SIGKILL');
  expect(await outcome(page)).toBe('engine_stopped');

  const reply = await callFrom(page, 'app.status', {});
  expect(reply).toMatchObject({ ok: true, value: { importing: null } });
  expect(await enginePid()).not.toBe(first);
});

test('an engine killed in a sync and in an export loses nothing: `npm run torture:engine` does it a hundred times', async () => {
  const source = dataFolder();
  await writeBook(source);
  const undisturbed = await startApp();
  const book = await syncBook(undisturbed.page, source);

  const app = await startApp();
  await killDuring(app, 'sync', source, 400);
  expect(await syncBook(app.page, source)).toBe(book);
  await killDuring(app, 'export', source, 5);
  expect(await syncBook(app.page, source)).toBe(book);
});

test('the page is told that the engine is back', async () => {
  const { page, enginePid } = await startApp();
  await callFrom(page, 'app.status', {});
  await page.evaluate(() => {
    const scope = globalThis as unknown as PageGlobals & { heard: string[] };
    scope.heard = [];
    scope.atrium.on('dataset', () => scope.heard.push('dataset'));
    scope.atrium.on('import', (progress) => {
      if (progress === null) scope.heard.push('no import');
    });
  });
  process.kill(await enginePid(), 'SIGKILL');
  const heard = await waitFor('news of the engine', async () => {
    const list = await page.evaluate(
      () => (globalThis as unknown as { heard: readonly string[] }).heard,
    );
    return list.includes('dataset') ? list : undefined;
  });
  expect(heard).toContain('no import');
});

test('an engine that dies again and again is not started for ever', async () => {
  const { page, enginePid } = await startApp();
  for (let crash = 0; crash < 2; crash++) {
    const pid = await enginePid();
    process.kill(pid, 'SIGKILL');
    await waitFor('the next engine', async () => (await enginePid()) !== pid || undefined);
  }
  process.kill(await enginePid(), 'SIGKILL');
  const problem = await waitFor('the last word', async () => {
    const reply = await callFrom(page, 'app.status', {});
    return !reply.ok && reply.problem.next?.includes('start it again') ? reply.problem : undefined;
  });
  expect(problem.code).toBe('engine_stopped');
});

test('typed arrays arrive as typed arrays', async () => {
  const { page } = await startApp();
  const kinds = await page.evaluate(async () => {
    const scope = globalThis as unknown as PageGlobals;
    const reply = await scope.atrium.calls.offices.table({ since: null }).result;
    if (!reply.ok) return [reply.problem.code];
    const { arr, key } = reply.value.columns;
    return [
      arr?.kind === 'number' && arr.data.constructor.name,
      key?.kind === 'text' && key.ids.constructor.name,
    ];
  });
  expect(kinds).toEqual(['Float64Array', 'Uint32Array']);
});
