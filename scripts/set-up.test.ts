import { appendFileSync, chmodSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkout, ended, type Checkout } from './testing/checkout.ts';

let here: Checkout;
beforeEach(() => (here = checkout()));
afterEach(() => here.remove());

const builds = ['build engine', 'build host', 'build main', 'build preload', 'build renderer'];

test('a bare checkout is installed and built once, and then left alone', async () => {
  const first = await here.call('setup.mjs');
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toMatch(
    /^Installing .+\nDependencies installed .+\nBuilding …\nBuilt in .+\n$/,
  );
  expect(here.done()).toEqual([...builds, 'npm ci']);
  expect(await here.call('setup.mjs')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(here.done()).toEqual([]);
});

test('only what changed is done again', async () => {
  await here.call('setup.mjs');
  here.done();
  here.write('shared/a.test.ts', 'export {};');
  await here.call('setup.mjs');
  expect(here.done()).toEqual([]);
  appendFileSync(here.at('shared/a.ts'), '// changed');
  await here.call('setup.mjs');
  expect(here.done()).toEqual(builds);
  rmSync(here.at('out/electron/main.js'));
  await here.call('setup.mjs');
  expect(here.done()).toEqual(builds);
  here.write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}');
  await here.call('setup.mjs');
  expect(here.done()).toEqual([...builds, 'npm ci']);
});

test('two at once do the work once', async () => {
  const both = await Promise.all([here.call('setup.mjs'), here.call('atrium.mjs', 'status')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(here.done()).toEqual([...builds, 'npm ci']);
});

test('a lock left behind by a set-up that died is taken over', async () => {
  const gone = here.start('setup.mjs', []);
  await ended(gone);
  here.write('.atrium/setup.lock', String(gone.pid));
  here.write('shared/a.ts', 'export const a = 1;');
  expect((await here.call('setup.mjs')).code).toBe(0);
});

test('a failed installation and a failed build are said in a sentence, and tried again', async () => {
  here.write('offline', '');
  const offline = await here.call('atrium.mjs', 'status');
  expect(offline).toMatchObject({ code: 1, stdout: '' });
  expect(offline.stderr).toContain('npm error network\nThe dependencies could not be installed');
  rmSync(here.at('offline'));
  here.write('broken', '');
  const broken = await here.call('atrium.mjs', 'status');
  expect(broken).toMatchObject({ code: 1, stdout: '' });
  expect(broken.stderr).toContain('syntax error in a.ts');
  expect(broken.stderr).toContain('The build of main, preload, engine, host, renderer failed');
  rmSync(here.at('broken'));
  expect((await here.call('atrium.mjs', 'status')).code).toBe(0);
});

test('the command line gets its arguments, and its output and exit code come through untouched', async () => {
  const output = JSON.stringify({ args: ['explain', '--json', 'a b'], cwd: here.at() });
  expect(await here.call('atrium.mjs', 'explain', '--json', 'a b')).toMatchObject({
    code: 0,
    stdout: `${output}\n`,
  });
  expect(await here.call('atrium.mjs', 'fail')).toMatchObject({ code: 2, stderr: '' });
});

test('npm start without a window says so in one sentence, serves the page, and ends well with Ctrl-C', async () => {
  await here.call('setup.mjs');
  const child = here.start('start.mjs', ['--no-open', '--port', '4000', '--data', 'book']);
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(0);
  const [given = '', closed] = stdout.split('\n');
  expect(JSON.parse(given)).toMatchObject({
    args: ['serve', '--no-open', '--port', '4000', '--data', here.at('book')],
  });
  expect(closed).toBe('closed');
  if (process.platform === 'linux') {
    expect(stderr).toMatch(/^This machine has no screen .+ as a page for your browser\.\n$/);
  }
});

test('npm start -- --page asks for no window at all', async () => {
  await here.call('setup.mjs');
  const child = here.start('start.mjs', ['--page']);
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  const { code, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('an unknown option is wrong use', async () => {
  const wrong = await here.call('start.mjs', '--window');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('--window');
  expect((await here.call('test.mjs', '--only', 'nothing')).code).toBe(2);
  expect(here.done()).toEqual([]);
});

test('the window is opened with the data folder, and its exit code comes through', async () => {
  await here.call('setup.mjs');
  here.write('window-program', '#!/bin/sh\necho "$ATRIUM_DATA $1"\nexit 3\n');
  chmodSync(here.at('window-program'), 0o755);
  const env = { ATRIUM_ELECTRON: here.at('window-program') };
  const window = await ended(here.start('start.mjs', ['--data', 'book'], env));
  expect(window).toEqual({ code: 3, stdout: `${here.at('book')} ${here.at()}\n`, stderr: '' });
});

test('an Electron that cannot run here gives way to the page', async () => {
  await here.call('setup.mjs');
  here.write('window-program', '#!/bin/sh\nexit 127\n');
  chmodSync(here.at('window-program'), 0o755);
  const child = here.start('start.mjs', ['--no-open'], {
    ATRIUM_ELECTRON: here.at('window-program'),
  });
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(0);
  expect(stdout).toContain('"serve","--no-open"');
  expect(stderr).toMatch(/^Electron is here but does not run .+ as a page for your browser\.\n$/);
});
