import { expect } from 'vitest';
import { startOutside } from './bed/outside.ts';
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

test('what the policy forbids is stopped by it, and said to have been', async () => {
  const { page } = await startApp();
  const outside = await startOutside();
  const stopped = await page.evaluate(async (url) => {
    const seen = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.add(event.effectiveDirective);
    });
    const add = (tag: string, attributes: Record<string, string>): void => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
    };
    add('script', { src: `${url}/a.js` });
    add('link', { rel: 'stylesheet', href: `${url}/a.css` });
    add('img', { src: `${url}/a.png` });
    add('iframe', { src: `${url}/a.html` });
    add('object', { data: `${url}/a.pdf` });
    add('video', { src: `${url}/a.mp4` });
    add('base', { href: url });
    const form = document.createElement('form');
    form.action = `${url}/form`;
    document.body.append(form);
    form.submit();
    await fetch(`${url}/fetch`).catch(() => undefined);
    await new FontFace('a', `url(${url}/a.woff2)`).load().catch(() => undefined);
    try {
      const worker = new Worker(`${url}/a-worker.js`);
      worker.terminate();
    } catch {
      seen.add('worker-src');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [...seen].toSorted();
  }, outside.url);
  expect(stopped).toEqual([
    'base-uri',
    'connect-src',
    'font-src',
    'form-action',
    'frame-src',
    'img-src',
    'media-src',
    'object-src',
    'script-src-elem',
    'style-src-elem',
    'worker-src',
  ]);
  expect(outside.arrived).toEqual([]);
});

test('no page of the app reaches a network, not even one without a policy', async () => {
  const { openStrayWindow } = await startApp();
  const outside = await startOutside();
  const page = await openStrayWindow('about:blank');
  await page.evaluate(async (url) => {
    const script = document.createElement('script');
    script.src = `${url}/script`;
    const image = new Image();
    image.src = `${url}/image`;
    const frame = document.createElement('iframe');
    frame.src = `${url}/frame`;
    document.body.append(script, image, frame);
    const socket = new WebSocket(url.replace('http', 'ws'));
    socket.addEventListener('error', () => undefined);
    await fetch(`${url}/fetch`, { mode: 'no-cors' }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }, outside.url);
  expect(outside.arrived).toEqual([]);
});

test('all of the app is sandboxed, before its first window', async () => {
  const { isSandboxed } = await startApp();
  expect(await isSandboxed()).toBe(true);
});

test('no new windows: window.open gives nothing and opens nothing', async () => {
  const { page, windowCount, openedLinks } = await startApp();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(await windowCount()).toBe(1);
  expect(await openedLinks()).toEqual([]);
});

test('the page cannot be led away', async () => {
  const { page } = await startApp();
  const outside = await startOutside();
  const before = new URL(page.url()).host;
  await page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    document.body.append(link);
    link.click();
  }, outside.url);
  // Time to be led away; until the refused navigation has ended, the browser shows what it was about to load.
  await page.waitForTimeout(300);
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe('Atrium');
  expect(new URL(page.url()).host).toBe(before);
  expect(outside.arrived).toEqual([]);
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
