import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, node24, root, tools } from './paths.mjs';
import { run, toolEnv } from './run.mjs';
import { SetupError, say } from './say.mjs';

const stamp = at('out', '.build.json');
const sources = ['shared', 'electron', 'renderer', 'resources'];
const settings = [
  'package.json',
  'package-lock.json',
  'vite.electron.config.ts',
  'vite.renderer.config.ts',
];

const steps = [
  ...['main', 'preload', 'engine', 'host'].map((mode) => ({
    name: mode,
    args: ['-c', 'vite.electron.config.ts', '--mode', mode],
  })),
  { name: 'renderer', args: ['-c', 'vite.renderer.config.ts'] },
];

/**
 * True when out/ was built from exactly these sources. Contents are compared, not times: a checkout of another
 * branch may write older times, and a touched file needs no build.
 */
export function built() {
  if (!existsSync(stamp)) return false;
  const { hash, files } = JSON.parse(readFileSync(stamp, 'utf8'));
  return hash === sourceHash() && files.every((file) => existsSync(at(file)));
}

/** Builds every part; throws a SetupError with what Vite said about the part that failed. */
export async function build() {
  say('Building …');
  const started = Date.now();
  const hash = sourceHash();
  rmSync(stamp, { force: true });
  const env = toolEnv({ NODE_ENV: 'production' });
  const runs = await Promise.all(
    steps.map(async ({ name, args }) => ({
      name,
      ...(await run(node24(), [tools.vite, 'build', '--logLevel', 'warn', ...args], { env })),
    })),
  );
  const failed = runs.filter(({ code }) => code !== 0);
  if (failed.length > 0) {
    const parts = failed.map(({ name }) => name).join(', ');
    throw new SetupError(
      `The build of ${parts} failed (Vite said why, above). Mend the source named there and run the command again.`,
      failed.map(({ output }) => output).join('\n'),
    );
  }
  mkdirSync(at('out'), { recursive: true });
  const files = ['electron', 'host', 'renderer'].flatMap((folder) => walk(at('out', folder)));
  writeFileSync(stamp, JSON.stringify({ hash, files }, null, 1));
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

function sourceHash() {
  const hash = createHash('sha256').update(process.platform);
  const files = [
    ...sources.flatMap((folder) => walk(at(folder))),
    ...settings.filter((file) => existsSync(at(file))),
  ];
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash.update(`\0${file}\0`).update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}

/** Every file below a folder, relative to the repository, with forward slashes, in a fixed order. */
function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .toSorted();
}
