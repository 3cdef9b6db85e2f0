import { expect } from 'vitest';
import { startApp, test } from './bed/test.ts';

test('an inline script does not run', async () => {
  const { page } = await startApp();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    return 'inlineRan' in globalThis;
  });
  expect(ran).toBe(false);
});

test('every answer of our own protocol carries the content security policy', async () => {
  const { page } = await startApp();
  const answers = await page.evaluate(async () => {
    const files = ['./index.html', './no-such-file.js'];
    const fetched = await Promise.all(files.map((file) => fetch(file)));
    return fetched.map(({ status, headers }) => ({
      status,
      policy: headers.get('content-security-policy') ?? 'none',
    }));
  });
  expect(answers).toEqual([
    { status: 200, policy: expect.stringContaining("default-src 'none'") },
    { status: 404, policy: expect.stringContaining("default-src 'none'") },
  ]);
});

test('the protocol serves the built page only', async () => {
  const { page } = await startApp();
  const statuses = await page.evaluate(async () => {
    const paths = [
      '..%2felectron%2fmain.js',
      '%2e%2e/%2e%2e/package.json',
      '..%5c..%5cpackage.json',
    ];
    return Promise.all(paths.map(async (path) => (await fetch(`./${path}`)).status));
  });
  expect(statuses).toEqual([404, 404, 404]);
});

test('the page reaches no network, not even where the policy would let it', async () => {
  const { page } = await startApp();
  const outcome = await page.evaluate(async () => {
    const tried = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    );
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.addEventListener('load', () => resolve('reached'));
      image.addEventListener('error', () => resolve('refused'));
    });
    image.src = 'https://example.com/pixel.png';
    return [tried, await loaded];
  });
  expect(outcome).toEqual(['refused', 'refused']);
});

test('no new windows: window.open gives nothing and opens nothing', async () => {
  const { page, windowCount, openedLinks } = await startApp();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(await windowCount()).toBe(1);
  expect(await openedLinks()).toEqual([]);
});

test('the page cannot be led away', async () => {
  const { page } = await startApp();
  const before = new URL(page.url()).host;
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
  });
  // Time to be led away; until the refused navigation has ended, the browser shows what it was about to load.
  await page.waitForTimeout(300);
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe('Atrium');
  expect(new URL(page.url()).host).toBe(before);
});

test('every permission is refused', async () => {
  const { page } = await startApp();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as const;
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name })).state),
    );
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
});

test('the page sees one frozen object and nothing of Node or Electron', async () => {
  const { page } = await startApp();
  const seen = await page.evaluate(() => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const atrium = scope['atrium'] as { calls: Record<string, object> };
    const leaks = ['require', 'module', 'process', 'Buffer', 'ipcRenderer', 'electron', 'raw'];
    return {
      leaks: leaks.filter((name) => name in scope),
      keys: Object.keys(atrium),
      frozen: [atrium, atrium.calls, ...Object.values(atrium.calls)].every((item) =>
        Object.isFrozen(item),
      ),
    };
  });
  expect(seen).toEqual({ leaks: [], keys: ['calls', 'on'], frozen: true });
});

test('links open in the person’s browser only when they are plain web addresses', async () => {
  const { page, openedLinks } = await startApp();
  const opened = await page.evaluate(async () => {
    const scope = globalThis as unknown as import('./bed/bridge.ts').PageGlobals;
    const urls = ['https://example.com/help', 'file:///etc/passwd', 'smb://host/share'];
    const replies = [];
    for (const url of urls) {
      replies.push(await scope.atrium.calls.shell.openExternal({ url }).result);
    }
    return replies.map((reply) => reply.ok && reply.value.opened);
  });
  expect(opened).toEqual([true, false, false]);
  expect(await openedLinks()).toEqual(['https://example.com/help']);
});
