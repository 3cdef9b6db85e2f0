// `npm run pack:check`: packages the built app over a stand-in for Electron, then reads the archive and the fuses back.
// Ends with 1 and a list when something is missing, something is there that should not be, or a fuse is wrong.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { fuseProblems } from './pack-fuses.ts';
import { contentProblems } from './pack-contents.ts';
import { makeStandIn } from './stand-in-electron.mjs';

const root = path.resolve(import.meta.dirname, '..');
const standIn = path.join(root, '.stand-in-electron');
const output = path.join(root, 'dist/pack-check');

/** @returns {string} the folder with the packaged app */
function pack() {
  makeStandIn(root, standIn);
  rmSync(output, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${path.relative(root, standIn)}`,
      `-c.directories.output=${path.relative(root, output)}`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
  return path.join(output, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
}

/** @param {string} app */
function check(app) {
  const archive = path.join(app, 'resources/app.asar');
  if (!existsSync(archive)) return [`${archive} was not made`];
  const entries = listPackage(archive, { isPack: false }).map((name) => ({
    name: name.replaceAll('\\', '/').replace(/^\//, ''),
    stat: statFile(archive, name.slice(1)),
  }));
  const files = entries
    .filter(({ stat }) => !('files' in stat))
    .map(({ name, stat }) => ({ name, unpacked: 'unpacked' in stat && stat.unpacked === true }));
  const read = (/** @type {string} */ name) => extractFile(archive, name).toString('utf8');
  return [
    ...contentProblems(files, read, `linux-${process.arch}`),
    ...fuseProblems(readFileSync(path.join(app, 'atrium'))),
  ];
}

const problems = check(pack());
for (const problem of problems) console.error(`pack:check: ${problem}`);
if (problems.length === 0) {
  console.log('pack:check: the archive holds what it must and nothing else');
}
process.exitCode = problems.length === 0 ? 0 : 1;
