import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { at, node24 } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const stamp = at('node_modules', '.atrium-setup');

/** True when node_modules holds what package-lock.json says. */
export function installed() {
  if (!node24() || !existsSync(at('node_modules', '.package-lock.json'))) return false;
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  // Installed by hand, or a lock that changed in form only: compare what npm says it put there.
  if (!sameVersions()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** `npm ci`, quietly; throws a SetupError that says what to do. */
export async function install() {
  say('Installing the dependencies (about a minute the first time) …');
  const started = Date.now();
  const { code, output } = await npm([
    '--loglevel=error',
    '--include=dev',
    '--no-fund',
    '--no-audit',
  ]);
  if (code !== 0) {
    throw new SetupError(
      'The dependencies could not be installed (npm said why, above). Your data is untouched. ' +
        'Check the connection to the npm registry and the free disk space, then run the command again.',
      output,
    );
  }
  if (!node24()) {
    throw new SetupError(
      `There is no Node 24 for this machine (${process.platform} ${process.arch}) among the installed packages. ` +
        'Install Node 24 from https://nodejs.org/ and run the command again.',
    );
  }
  writeFileSync(stamp, lockHash());
  say(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  // The outer npm's own Node: the one in node_modules is about to be replaced.
  const outer = process.env.npm_node_execpath ?? process.execPath;
  // Windows cannot delete a running program, and `npm ci` starts by deleting node_modules.
  const verb = process.platform === 'win32' && inside(outer) ? 'install' : 'ci';
  const env = { ...process.env };
  // With these set, npm would leave the build tools out.
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  delete env.npm_config_production;
  if (cli && /\.c?js$/.test(cli)) return run(outer, [cli, verb, ...args], { env });
  return run('npm', [verb, ...args], { env });
}

const inside = (file) => file.startsWith(at('node_modules'));

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

function sameVersions() {
  const wanted = packagesOf(at('package-lock.json'));
  const present = packagesOf(at('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.optional || entry.devOptional) return true;
    return present[name]?.version === entry.version;
  });
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
