import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Reply } from '../shared/contracts/contract.ts';
import { CHANNELS } from '../shared/contracts/wire.ts';
import { callFrom, type PageGlobals } from './bed/bridge.ts';
import { startApp, test } from './bed/test.ts';

/** Knocks at the main process's door with anything at all; only pages with the stray preload can. */
async function knock(page: Page, ...args: unknown[]): Promise<Reply<unknown>> {
  const reply = await page.evaluate(
    ([channel, given]) => (globalThis as unknown as PageGlobals).raw.invoke(channel, ...given),
    [CHANNELS.call, args] as const,
  );
  return reply as Reply<unknown>;
}

const codeOf = (reply: Reply<unknown>): string => (reply.ok ? 'ok' : reply.problem.code);

test('a call from a page at another address is refused as bad_sender', async () => {
  const { openStrayWindow } = await startApp();
  const blank = await openStrayWindow('about:blank');
  expect(codeOf(await knock(blank, 'a', 'app.status', {}))).toBe('bad_sender');
});

test('the scheme alone is not enough: another host of it is refused too', async () => {
  const { openStrayWindow } = await startApp();
  const stranger = await openStrayWindow('app://stranger/index.html').catch(() => undefined);
  // Lockdown keeps such a page from loading at all; where it did load, the door would refuse it.
  expect(stranger && codeOf(await knock(stranger, 'a', 'app.status', {}))).toBeUndefined();
});

test('from our own address the same call is answered', async () => {
  const { openStrayWindow } = await startApp();
  const own = await openStrayWindow('app://atrium/index.html');
  expect(codeOf(await knock(own, 'a', 'app.status', {}))).toBe('ok');
});

test('a name nobody declared is refused as unknown_call', async () => {
  const { openStrayWindow } = await startApp();
  const own = await openStrayWindow('app://atrium/index.html');
  for (const name of ['nope', 'app.nope', 'constructor.name', '__proto__.x', 7, null]) {
    expect(codeOf(await knock(own, 'a', name, {}))).toBe('unknown_call');
  }
});

test('a call without a usable id is refused as bad_request', async () => {
  const { openStrayWindow } = await startApp();
  const own = await openStrayWindow('app://atrium/index.html');
  for (const id of [undefined, 1, '', 'x'.repeat(81)]) {
    expect(codeOf(await knock(own, id, 'app.status', {}))).toBe('bad_request');
  }
});

test('arguments that do not fit the contract are refused, naming the argument', async () => {
  const { page } = await startApp();
  const reply = await callFrom(page, 'health.calendar', { days: -1 });
  expect(reply).toMatchObject({ ok: false, problem: { code: 'bad_request' } });
  expect(reply.ok || reply.problem.message).toContain('days');
});

test('the main process answers what is about the window', async () => {
  const { page } = await startApp();
  const reply = await callFrom(page, 'shell.about', {});
  expect(reply).toMatchObject({ ok: true, value: { face: 'window', platform: process.platform } });
});
