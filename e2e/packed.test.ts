import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { extractAll } from '@electron/asar';
import { expect } from 'vitest';
import { callFrom } from './bed/bridge.ts';
import { root } from './bed/launch-app.ts';
import { dataFolder, startApp, test } from './bed/test.ts';

// The check packages for Linux, whose native binary runs nowhere else.
const onLinux = process.platform === 'linux';

test(
  'the packaged app starts from what its archive holds, and from nothing else',
  async () => {
    execFileSync(process.execPath, [path.join(root, 'scripts/pack-check.mjs')], { stdio: 'pipe' });
    const unpacked = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
    const archive = path.join(root, 'dist/pack-check', unpacked, 'resources/app.asar');
    const appPath = dataFolder();
    extractAll(archive, appPath);

    const { page } = await startApp({ appPath });
    expect(await page.title()).toBe('Atrium');
    const reply = await callFrom(page, 'app.status', {});
    expect(reply).toMatchObject({ ok: true, value: { dataset: { ds: null } } });
  },
  onLinux,
);
