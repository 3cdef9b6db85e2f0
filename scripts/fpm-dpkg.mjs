#!/usr/bin/env node
// What electron-builder wants of `fpm -s dir -t deb`, done by dpkg-deb: fpm itself would come from GitHub at packaging
// time. electron-builder calls it where CUSTOM_FPM_PATH names it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: /** @type {const} */ ('string') };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    package: text,
    name: text,
    version: text,
    architecture: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: text,
    description: text,
    'after-install': text,
    'after-remove': text,
    'deb-priority': text,
    'deb-recommends': text,
    'deb-compression': text,
  },
});
if (values.target !== 'deb') throw new Error(`only deb can be made here, not ${values.target}`);

const root = mkdtempSync(path.join(tmpdir(), 'atrium-deb-'));
try {
  chmodSync(root, 0o755);
  for (const pair of positionals) put(pair);
  describe();
  // fpm says gz where dpkg-deb says gzip.
  const { 'deb-compression': asked = 'xz', package: file = '' } = values;
  const compression = asked === 'gz' ? 'gzip' : asked;
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** @param {string} pair `from=to`, to is where it will lie once installed */
function put(pair) {
  const at = pair.lastIndexOf('=');
  const to = path.join(root, pair.slice(at + 1));
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(pair.slice(0, at), to, { recursive: true, verbatimSymlinks: true });
}

function describe() {
  const kilobytes = Math.ceil(sizeOf(root) / 1024);
  const folder = path.join(root, 'DEBIAN');
  mkdirSync(folder);
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': kilobytes,
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends'],
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    // Further lines of a description begin with a space, https://www.debian.org/doc/debian-policy/ch-controlfields.html
    Description: values.description?.trim().replaceAll('\n', '\n '),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\n`],
  );
  writeFileSync(path.join(folder, 'control'), lines.join(''));
  script(folder, 'postinst', values['after-install']);
  script(folder, 'postrm', values['after-remove']);
}

/** @param {string} folder @param {string} name @param {string | undefined} from */
function script(folder, name, from) {
  if (from === undefined) return;
  copyFileSync(from, path.join(folder, name));
  chmodSync(path.join(folder, name), 0o755);
}

/** @param {string} folder @returns {number} bytes of the files below it */
function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  }
  return bytes;
}
