import { expect } from 'vitest';
import { startApp, test } from './bed/test.ts';

test('the window shows our own page from app://, titled Atrium', async () => {
  const { page, windowCount } = await startApp();
  expect(await page.title()).toBe('Atrium');
  expect(await windowCount()).toBe(1);
});
