import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkout, ended, type Checkout, type Ended } from './testing/checkout.ts';

/** The Debian package is made where there is dpkg, and skipped elsewhere. */
const deb = spawnSync('dpkg', ['--version']).status === 0 ? 1 : 0;

let here: Checkout;
beforeEach(() => {
  here = checkout();
  here.write('scripts/pack-check.mjs', '');
  here.write('scripts/pack-deb.mjs', '');
  report('unit', { numPassedTests: 40 });
  report('e2e', { numPassedTests: 5 });
  here.write('list.json', JSON.stringify(list('window', 'window', 'house')));
});
afterEach(() => here.remove());

function report(project: string, counts: Readonly<Record<string, unknown>>): void {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  here.write(`tests-${project}.json`, JSON.stringify({ ...none, testResults: [], ...counts }));
}
const list = (...names: string[]) =>
  names.map((name) => ({ name, file: here.at('e2e', `${name}.test.ts`) }));

/** Runs `npm test` with a browser, and gives its last line of stdout. */
async function run(...args: string[]): Promise<Ended & { readonly last: string | undefined }> {
  const browser = { ATRIUM_CHROMIUM: process.execPath };
  const result = await ended(here.start('test.mjs', args, browser));
  return { ...result, last: result.stdout.trimEnd().split('\n').at(-1) };
}

test('everything is run and counted in one line', async () => {
  report('unit', { numPassedTests: 40, numTodoTests: 1 });
  report('e2e', { numPassedTests: 5, numPendingTests: 2 });
  const { code, last, stderr } = await run();
  // 40 + 5 tests, and format, lint, types, the packed app and the Debian package.
  expect({ code, last }).toEqual({
    code: 0,
    last: `${49 + deb} passed, 0 failed, ${4 - deb} skipped`,
  });
  expect(stderr).toContain('lint: clean');
});

test('a gate that finds something counts as one failed and says what', async () => {
  here.write('fail-lint', '');
  here.write('fail-types', '');
  const { code, last, stderr } = await run();
  expect({ code, last }).toEqual({
    code: 1,
    last: `${47 + deb} passed, 2 failed, ${1 - deb} skipped`,
  });
  expect(stderr).toContain('lint found something');
});

test('failed tests, files that could not be loaded and errors outside every test count', async () => {
  report('unit', {
    code: 1,
    numPassedTests: 30,
    numFailedTests: 2,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ],
  });
  report('e2e', { code: 1, numPassedTests: 5 });
  expect(await run('--only', 'unit')).toMatchObject({ last: '30 passed, 3 failed, 0 skipped' });
  expect(await run('--only', 'e2e')).toMatchObject({ last: '5 passed, 1 failed, 0 skipped' });
});

test('a test run that dies without a report counts as one failed', async () => {
  here.write('tests-unit.json', '');
  const { code, last } = await run('--only', 'unit');
  expect({ code, last }).toEqual({ code: 1, last: '0 passed, 1 failed, 0 skipped' });
});

test('without a browser the package is named and what did not run is counted', async () => {
  const none = { ATRIUM_CHROMIUM: here.at('none') };
  report('e2e', { numPassedTests: 1 });
  const person = await ended(here.start('test.mjs', ['--only', 'e2e'], none));
  expect(person.code).toBe(0);
  expect(person.stdout).toBe('1 passed, 0 failed, 2 skipped\n');
  expect(person.stderr).toContain('2 end-to-end tests did not run');
  expect(person.stderr).toContain('apt-get install chromium');

  const ci = await ended(here.start('test.mjs', ['--only', 'e2e'], { ...none, CI: 'true' }));
  expect(ci.code).toBe(1);
  expect(ci.stdout).toBe('1 passed, 1 failed, 0 skipped\n');
});
