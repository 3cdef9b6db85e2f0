import { spawn, type ChildProcess } from 'node:child_process';
import {
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

const fakeVite = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const mode = process.argv.includes('--mode') ? process.argv.at(-1) : 'renderer';
appendFileSync('log.txt', 'build ' + mode + '\\n');
if (existsSync('broken')) { console.error('syntax error in a.ts'); process.exit(1); }
const file = mode === 'host' ? 'out/host/atrium.js' : 'out/electron/' + mode + '.js';
mkdirSync(file.split('/').slice(0, 2).join('/'), { recursive: true });
writeFileSync(file, readFileSync('shared/host.txt'));
`;

/** Fails when a file `fail-<name>` stands in the checkout. */
const fakeGate = (name: string): string => `
import { existsSync } from 'node:fs';
if (existsSync('fail-${name}')) { console.log('${name} found something'); process.exit(1); }
`;

/** Reports what stands in `tests-<project>.json` and ends with its `code`. */
const fakeVitest = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const after = (flag) => process.argv.find((word) => word.startsWith(flag))?.slice(flag.length);
const project = process.argv[process.argv.indexOf('--project') + 1];
if (process.argv[2] === 'list') writeFileSync(after('--json='), readFileSync('list.json'));
else {
  const file = 'tests-' + project + '.json';
  if (!existsSync(file)) process.exit(1);
  const { code = 0, ...report } = JSON.parse(readFileSync(file));
  writeFileSync(after('--outputFile.json='), JSON.stringify(report));
  process.exit(code);
}
`;

const MODULES: Readonly<Record<string, string>> = {
  'vite/bin/vite.js': fakeVite,
  'vitest/vitest.mjs': fakeVitest,
  'oxfmt/bin/oxfmt': fakeGate('format'),
  'oxlint/bin/oxlint': fakeGate('lint'),
  'typescript/bin/tsc': fakeGate('types'),
};

const fakeNpm = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
appendFileSync('log.txt', 'npm ' + process.argv[2] + '\\n');
if (existsSync('offline')) { console.error('npm error network'); process.exit(1); }
for (const [file, text] of Object.entries(${JSON.stringify(MODULES)})) {
  mkdirSync(path.dirname('node_modules/' + file), { recursive: true });
  writeFileSync('node_modules/' + file, text);
  writeFileSync('node_modules/' + file.split('/')[0] + '/package.json', '{"type":"module"}');
}
writeFileSync('node_modules/.package-lock.json', '{}');
`;

/** Stands for the built command line: says what it was given, and `serve` waits for a signal. */
const fakeHost = `
const args = process.argv.slice(2);
console.log(JSON.stringify({ args, cwd: process.cwd() }));
if (args[0] === 'fail') process.exit(2);
if (args[0] === 'serve') {
  const timer = setInterval(() => {}, 1000);
  process.on('SIGINT', () => { console.log('closed'); clearInterval(timer); });
}
`;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Checkout {
  at(...parts: string[]): string;
  write(file: string, text: string): void;
  start(
    script: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): ChildProcess;
  call(script: string, ...args: string[]): Promise<Ended>;
  /** What was installed and built since the last look, sorted. */
  done(): readonly string[];
  remove(): void;
}

/**
 * The scripts in a checkout of their own, with a stand-in for npm that "installs" stand-ins for the tools: what can be
 * checked is when they install and build, what they say, what they count and what they pass on.
 */
export function checkout(): Checkout {
  const root = mkdtempSync(path.join(os.tmpdir(), 'atrium-scripts-'));
  const at = (...parts: string[]): string => path.join(root, ...parts);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  };
  cpSync(path.join(import.meta.dirname, '..'), at('scripts'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  write('shared/host.txt', fakeHost);
  write('shared/a.ts', 'export {};');
  write('npm.cjs', fakeNpm);

  const start: Checkout['start'] = (script, args, more = {}) => {
    const env: Record<string, string | undefined> = {
      ...process.env,
      npm_execpath: at('npm.cjs'),
      npm_node_execpath: process.execPath,
    };
    for (const name of ['ATRIUM_ELECTRON', 'ATRIUM_CHROMIUM', 'CI', 'DISPLAY', 'WAYLAND_DISPLAY']) {
      env[name] = undefined;
    }
    // What npm remembers of the command this test was started by.
    env['npm_lifecycle_event'] = undefined;
    return spawn(process.execPath, [at('scripts', script), ...args], {
      cwd: root,
      env: { ...env, ...more },
    });
  };
  return {
    at,
    write,
    start,
    call: (script, ...args) => ended(start(script, args)),
    done() {
      if (!existsSync(at('log.txt'))) return [];
      const lines = readFileSync(at('log.txt'), 'utf8').trim().split('\n');
      rmSync(at('log.txt'));
      return lines.toSorted();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
