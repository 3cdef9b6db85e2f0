import { expect } from 'vitest';
import { callFrom } from './bed/bridge.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

test('one window shows our own page, titled Atrium', async () => {
  const { page, windowCount } = await startApp();
  expect(await page.title()).toBe('Atrium');
  expect(await windowCount()).toBe(1);
});

test('closing quits with code 0', async () => {
  const app = await startApp();
  expect(await app.close()).toBe(0);
});

test('a second start over the same data folder ends and brings the first window back', async () => {
  const app = await startApp();
  await app.minimize();
  expect(await app.isMinimized()).toBe(true);
  expect(await app.startAgain()).toBe(0);
  expect(await app.isMinimized()).toBe(false);
  expect(await app.windowCount()).toBe(1);
});

test('what a person set is there again after a restart', async () => {
  const folder = dataFolder();
  const first = await startApp({ dataFolder: folder });
  await callFrom(first.page, 'settings.set', { density: 'compact', myCsm: 'ada@atrium.example' });
  await first.close();

  const second = await startApp({ dataFolder: folder });
  const reply = await callFrom(second.page, 'settings.get', {});
  expect(reply).toMatchObject({
    ok: true,
    value: { density: 'compact', myCsm: 'ada@atrium.example' },
  });
});

test('two apps over two data folders know nothing of each other', async () => {
  const one = await startApp();
  const other = await startApp();
  await callFrom(one.page, 'settings.set', { theme: 'dark' });
  const reply = await callFrom(other.page, 'settings.get', {});
  expect(reply).toMatchObject({ ok: true, value: { theme: 'system' } });
});
