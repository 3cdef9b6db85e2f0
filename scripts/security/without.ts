import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HeldBy, Removal } from './protection.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const NODE = process.execPath;

/** `passes`: also without the protection. `broken`: the copy did not even build. */
export type Outcome = 'fails' | 'passes' | 'broken';

export interface Copy {
  /** Whether a test passes in the copy as it is. */
  holds(heldBy: HeldBy): boolean;
  /** What a protection's test says once the protection is taken out; puts it back. */
  without(removal: Removal): Outcome;
  remove(): void;
}

/** What vitest's JSON says that matters here. */
interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
}

/** A copy of the sources and of what was built from them, to take protections out of. */
export function copyOfSources(): Copy {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atrium-security-'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', list, { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter((name) => name !== '' && name !== 'node_modules')) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(folder, file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  cpSync(path.join(ROOT, 'out'), path.join(folder, 'out'), { recursive: true });

  const run = (args: readonly string[]): number | null =>
    spawnSync(NODE, args, { cwd: folder, stdio: 'ignore' }).status;

  function holds({ file, test }: HeldBy): boolean {
    const project = file.startsWith('e2e/') ? 'e2e' : 'unit';
    const name = test.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, file];
    const report = path.join(folder, 'report.json');
    rmSync(report, { force: true });
    run([...vitest, '-t', name, '--reporter=json', `--outputFile.json=${report}`]);
    if (!existsSync(report)) return false;
    const said = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return said.success && said.numPassedTests > 0;
  }

  function build(file: string): boolean {
    const part = /^electron\/(main|preload)\//.exec(file)?.[1];
    if (part === undefined) return true;
    return run([...VITE, '--mode', part]) === 0;
  }

  return {
    holds,
    without({ file, from, to, heldBy }) {
      const place = path.join(folder, file);
      const original = readFileSync(place, 'utf8');
      writeFileSync(
        place,
        original.replace(from, () => to),
      );
      try {
        if (!build(file)) return 'broken';
        return holds(heldBy) ? 'passes' : 'fails';
      } finally {
        writeFileSync(place, original);
        build(file);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const VITE = [
  'node_modules/vite/bin/vite.js',
  'build',
  '-c',
  'vite.electron.config.ts',
  '--logLevel',
  'error',
];
