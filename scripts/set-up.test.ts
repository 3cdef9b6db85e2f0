import { spawn, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// The scripts in a checkout of their own, with a stand-in for npm that "installs" a stand-in for Vite: what is
// checked is when they install and build, what they say, and what they pass on.
let root = '';
const at = (...parts: string[]): string => path.join(root, ...parts);

function write(file: string, text: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

const fakeVite = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const mode = process.argv.includes('--mode') ? process.argv.at(-1) : 'renderer';
appendFileSync('log.txt', 'build ' + mode + '\\n');
if (existsSync('broken')) { console.error('syntax error in a.ts'); process.exit(1); }
const file = mode === 'host' ? 'out/host/atrium.js' : 'out/electron/' + mode + '.js';
mkdirSync(file.split('/').slice(0, 2).join('/'), { recursive: true });
writeFileSync(file, readFileSync('shared/host.txt'));
`;
const fakeNpm = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('log.txt', 'npm ' + process.argv[2] + '\\n');
if (existsSync('offline')) { console.error('npm error network'); process.exit(1); }
mkdirSync('node_modules/vite/bin', { recursive: true });
writeFileSync('node_modules/.package-lock.json', '{}');
writeFileSync('node_modules/vite/package.json', '{"type":"module"}');
writeFileSync('node_modules/vite/bin/vite.js', ${JSON.stringify(fakeVite)});
`;
/** Stands for the built command line: says what it was given, and \`serve\` waits for a signal. */
const fakeHost = `
const args = process.argv.slice(2);
console.log(JSON.stringify({ args, cwd: process.cwd() }));
if (args[0] === 'fail') process.exit(2);
if (args[0] === 'serve') {
  const timer = setInterval(() => {}, 1000);
  process.on('SIGINT', () => { console.log('closed'); clearInterval(timer); });
}
`;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'atrium-set-up-'));
  cpSync(import.meta.dirname, at('scripts'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  write('shared/host.txt', fakeHost);
  write('shared/a.ts', 'export {};');
  write('npm.cjs', fakeNpm);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function start(script: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, npm_execpath: at('npm.cjs'), npm_node_execpath: process.execPath };
  for (const name of ['ATRIUM_ELECTRON', 'DISPLAY', 'WAYLAND_DISPLAY', 'npm_lifecycle_event']) {
    Reflect.deleteProperty(env, name);
  }
  return spawn(process.execPath, [at('scripts', script), ...args], { cwd: root, env });
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const call = (script: string, ...args: string[]): Promise<Ended> => ended(start(script, args));

/** What was installed and built since the last look. */
function done(): readonly string[] {
  if (!existsSync(at('log.txt'))) return [];
  const lines = readFileSync(at('log.txt'), 'utf8').trim().split('\n');
  rmSync(at('log.txt'));
  return lines.toSorted();
}

const builds = ['build engine', 'build host', 'build main', 'build preload', 'build renderer'];

test('a bare checkout is installed and built once, and then left alone', async () => {
  const first = await call('setup.mjs');
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toMatch(
    /^Installing .+\nDependencies installed .+\nBuilding …\nBuilt in .+\n$/,
  );
  expect(done()).toEqual([...builds, 'npm ci']);
  expect(await call('setup.mjs')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(done()).toEqual([]);
});

test('only what changed is done again', async () => {
  await call('setup.mjs');
  done();
  write('shared/a.test.ts', 'export {};');
  await call('setup.mjs');
  expect(done()).toEqual([]);
  appendFileSync(at('shared/a.ts'), '// changed');
  await call('setup.mjs');
  expect(done()).toEqual(builds);
  rmSync(at('out/electron/main.js'));
  await call('setup.mjs');
  expect(done()).toEqual(builds);
  write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}');
  await call('setup.mjs');
  expect(done()).toEqual([...builds, 'npm ci']);
});

test('two at once do the work once', async () => {
  const both = await Promise.all([call('setup.mjs'), call('atrium.mjs', 'status')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(done()).toEqual([...builds, 'npm ci']);
});

test('a lock left behind by a set-up that died is taken over', async () => {
  const gone = start('setup.mjs', []);
  await ended(gone);
  write('.atrium/setup.lock', String(gone.pid));
  write('shared/a.ts', 'export const a = 1;');
  expect((await call('setup.mjs')).code).toBe(0);
});

test('a failed installation and a failed build are said in a sentence, and tried again', async () => {
  write('offline', '');
  const offline = await call('atrium.mjs', 'status');
  expect(offline).toMatchObject({ code: 1, stdout: '' });
  expect(offline.stderr).toContain('npm error network\nThe dependencies could not be installed');
  rmSync(at('offline'));
  write('broken', '');
  const broken = await call('atrium.mjs', 'status');
  expect(broken).toMatchObject({ code: 1, stdout: '' });
  expect(broken.stderr).toContain('syntax error in a.ts');
  expect(broken.stderr).toContain('The build of main, preload, engine, host, renderer failed');
  rmSync(at('broken'));
  expect((await call('atrium.mjs', 'status')).code).toBe(0);
});

test('the command line gets its arguments, and its output and exit code come through untouched', async () => {
  const output = JSON.stringify({ args: ['explain', '--json', 'a b'], cwd: root });
  expect(await call('atrium.mjs', 'explain', '--json', 'a b')).toMatchObject({
    code: 0,
    stdout: `${output}\n`,
  });
  expect(await call('atrium.mjs', 'fail')).toMatchObject({ code: 2, stderr: '' });
});

test('npm start without a window says so in one sentence, serves the page, and ends well with Ctrl-C', async () => {
  await call('setup.mjs');
  const child = start('start.mjs', ['--no-open', '--port', '4000', '--data', 'book']);
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(0);
  const [given = '', closed] = stdout.split('\n');
  expect(JSON.parse(given)).toMatchObject({
    args: ['serve', '--no-open', '--port', '4000', '--data', at('book')],
  });
  expect(closed).toBe('closed');
  if (process.platform === 'linux') {
    expect(stderr).toMatch(/^This machine has no screen .+ as a page for your browser\.\n$/);
  }
});

test('npm start -- --page asks for no window at all', async () => {
  await call('setup.mjs');
  const child = start('start.mjs', ['--page']);
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  const { code, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('an unknown option is wrong use', async () => {
  const wrong = await call('start.mjs', '--window');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('--window');
  expect((await call('test.mjs', '--only', 'nothing')).code).toBe(2);
  expect(done()).toEqual([]);
});
