// `npm test`: sets up what is missing and runs everything. `--only format,lint,types,unit,e2e,pack,deb` runs some of it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';
import { findElectron } from './lib/electron.mjs';
import { gate, gates } from './lib/gates.mjs';
import { main, say } from './lib/say.mjs';
import { listTests, vitest } from './lib/vitest.mjs';
import { setUp } from './setup.mjs';

const all = ['format', 'lint', 'types', 'unit', 'e2e', 'pack', 'deb'];
/** End-to-end tests that read the sources only. */
const withoutBrowser = ['e2e/house.test.ts'];

await main(async (args) => {
  const names = chosen(args);
  if (!names) {
    say(`Usage: npm test [-- --only ${all.join(',')}]`);
    return 2;
  }
  await setUp({ build: ['e2e', 'pack', 'deb'].some((name) => names.includes(name)) });
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const result = await step(name);
    for (const key of Object.keys(total)) total[key] += result[key];
  }
  // Both streams are the person's here; the closing line is the last of stdout, where machines look for it.
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
  );
  return total.failed === 0 ? 0 : 1;
});

function chosen([flag, value, ...rest]) {
  if (flag === undefined) return all;
  const names = flag === '--only' && rest.length === 0 ? (value ?? '').split(',') : [];
  return names.length > 0 && names.every((name) => all.includes(name)) ? names : undefined;
}

async function step(name) {
  if (name === 'e2e') return await endToEnd();
  if (name === 'unit') {
    say('\nunit tests');
    return await vitest('unit');
  }
  if (name === 'deb' && spawnSync('dpkg', ['--version']).status !== 0) {
    say('Debian package: not made, there is no dpkg here.');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const one = gates[name];
  if (!existsSync(one.tool)) {
    say(`${one.title}: ${one.tool} is missing.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const started = Date.now();
  const result = await gate(one);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`${one.title}: ${result.failed === 0 ? 'clean' : 'failed'} (${seconds} s)`);
  if (result.output) say(result.output.trimEnd());
  return result;
}

async function endToEnd() {
  say('\nend-to-end tests');
  if (!findElectron()) {
    say(
      'No Electron binary here: they run on the Electron double and on the page, not on Electron itself.',
    );
  }
  if (findChromium()) {
    const onDouble = await vitest('e2e');
    return findElectron() ? sum(onDouble, await vitest('e2e-electron')) : onDouble;
  }

  const files = await listTests('e2e');
  const waiting = files.filter((file) => !withoutBrowser.includes(file)).length;
  const result = await vitest('e2e', withoutBrowser);
  say(
    `${waiting} end-to-end tests did not run: there is no Chromium, Chrome or Edge on this machine. ` +
      'Install one (Debian and Ubuntu: apt-get install chromium; elsewhere: Google Chrome), or name it in ATRIUM_CHROMIUM.',
  );
  if (process.env.CI && process.env.CI !== 'false') return { ...result, failed: result.failed + 1 };
  return { ...result, skipped: result.skipped + waiting };
}

function sum(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}
