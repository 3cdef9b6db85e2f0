// `npm run pack:deb`: makes the Debian package over a stand-in for Electron, installs it below a folder of its own, compares
// what lies there with what the packaged folder holds, and takes it away again. Needs dpkg.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeStandIn } from './stand-in-electron.mjs';

const root = path.resolve(import.meta.dirname, '..');
const standIn = path.join(root, '.stand-in-electron');
const output = path.join(root, 'dist/pack-deb');
/** Where the package puts the app. */
const HOME = 'opt/Atrium';

/** @param {string} program @param {string[]} args @param {Record<string, string>} [more] */
function run(program, args, more = {}) {
  const env = { ...process.env, ...more };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(program)} failed:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** @param {string} folder @returns {string[]} the files and links below it, with slashes, in order */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

/** @returns {{ deb: string, unpacked: string }} */
function pack() {
  makeStandIn(root, standIn);
  rmSync(output, { recursive: true, force: true });
  run(
    process.execPath,
    [
      path.join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'deb',
      '--publish',
      'never',
      `-c.electronDist=${path.relative(root, standIn)}`,
      `-c.directories.output=${path.relative(root, output)}`,
      // The strongest costs half a minute and changes nothing that is looked at here.
      '-c.deb.compression=gz',
    ],
    { CUSTOM_FPM_PATH: path.join(root, 'scripts/fpm-dpkg.mjs') },
  );
  const deb = readdirSync(output).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new Error('no package was made');
  const unpacked = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
  return { deb: path.join(output, deb), unpacked: path.join(output, unpacked) };
}

/**
 * One sentence for each thing that is not as it must be.
 * @param {string} deb @param {string} unpacked @param {string} machine a folder to install below
 */
function installAndRemove(deb, unpacked, machine) {
  const dpkg = [
    `--root=${machine}`,
    '--force-not-root',
    '--force-depends',
    '--force-script-chrootless',
    '--log=/dev/null',
  ];
  mkdirSync(path.join(machine, 'var/lib/dpkg/updates'), { recursive: true });
  mkdirSync(path.join(machine, 'var/lib/dpkg/info'));
  for (const file of ['status', 'available']) {
    writeFileSync(path.join(machine, 'var/lib/dpkg', file), '');
  }
  const kept = path.join(machine, 'home/ada/.config/Atrium');
  mkdirSync(kept, { recursive: true });
  writeFileSync(path.join(kept, 'people.db'), 'what Ada wrote');

  // Unpacked only: the scripts would set up links and profiles of this very machine.
  run('dpkg', [...dpkg, '--unpack', deb]);
  const wanted = filesBelow(unpacked);
  const there = filesBelow(path.join(machine, HOME));
  const elsewhere = filesBelow(path.join(machine, 'usr')).filter((file) => !isExpected(file));
  const problems = [
    ...wanted.filter((file) => !there.includes(file)).map((file) => `${file} was not installed`),
    ...there.filter((file) => !wanted.includes(file)).map((file) => `${file} was installed too`),
    ...elsewhere.map((file) => `usr/${file} was installed too`),
  ];
  const said = run('dpkg', [...dpkg, '--purge', 'atrium']);
  if (!said.includes('~/.config/Atrium')) problems.push('nothing was said about what stays');
  if (filesBelow(machine).some((file) => file.startsWith(HOME))) problems.push('files were left');
  if (!filesBelow(kept).includes('people.db')) problems.push('what Ada wrote is gone');
  return problems;
}

/** @param {string} file below usr */
function isExpected(file) {
  return (
    file === 'share/applications/atrium.desktop' ||
    /^share\/icons\/hicolor\/\d+x\d+\/apps\/atrium\.png$/.test(file) ||
    /^share\/doc\/atrium\/changelog\.gz$/.test(file)
  );
}

const machine = mkdtempSync(path.join(tmpdir(), 'atrium-machine-'));
try {
  const { deb, unpacked } = pack();
  const problems = installAndRemove(deb, unpacked, machine);
  for (const problem of problems) console.error(`pack:deb: ${problem}`);
  if (problems.length === 0) {
    console.log(
      `pack:deb: ${path.basename(deb)} installs what was packed, and leaves what people wrote`,
    );
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(machine, { recursive: true, force: true });
}
