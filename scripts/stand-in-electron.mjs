// Makes a folder that electron-builder takes for Electron's distribution, so that packaging can be checked where the
// real one (110 MB from GitHub) cannot be fetched. It holds names, a version and a fuse wire, and runs nothing.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FUSE_SENTINEL } from './pack-fuses.ts';

const FUSE_WIRE_VERSION = 1;
/** Electron 45's nine fuses as shipped: '1' on, '0' off. */
const SHIPPED_FUSES = '101100011';

const FILES = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'locales/en-US.pak',
  'resources.pak',
];

/**
 * @param {string} root the repository
 * @param {string} folder where the stand-in goes; what was there is removed
 */
export function makeStandIn(root, folder) {
  const manifest = path.join(root, 'node_modules/electron/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  // No default_app.asar: electron-builder hashes every archive it finds, and a made-up one is none.
  mkdirSync(path.join(folder, 'resources'));
  for (const file of FILES) writeFileSync(path.join(folder, file), 'stand-in\n');
  writeFileSync(path.join(folder, 'version'), version);
  const binary = path.join(folder, 'electron');
  writeFileSync(
    binary,
    Buffer.concat([
      Buffer.from('#!/bin/sh\necho "a stand-in for Electron does not run" >&2\nexit 86\n'),
      Buffer.from(FUSE_SENTINEL),
      Buffer.from([FUSE_WIRE_VERSION, SHIPPED_FUSES.length]),
      Buffer.from(`${SHIPPED_FUSES}\n`),
    ]),
  );
  chmodSync(binary, 0o755);
}
