import { expect, test } from 'vitest';
import { contentProblems, type PackedFile } from './pack-contents.ts';

const BINARY = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const WHOLE: readonly PackedFile[] = [
  'package.json',
  'out/electron/main.js',
  'out/electron/preload.cjs',
  'out/electron/engine.js',
  'out/electron/import-worker.js',
  'out/electron/what-if-worker.js',
  'out/electron/learn-worker.js',
  'out/electron/part-store.js',
  'out/renderer/index.html',
  'out/renderer/assets/index-abc123.js',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/LICENSE',
  'node_modules/better-sqlite3/lib/methods/table.js',
  BINARY,
].map((name) => ({ name, unpacked: name === BINARY }));

const text = 'import a from "node:fs"; import b from "better-sqlite3"; import "./part-store.js";';
const problemsOf = (files: readonly PackedFile[], read = () => text): string[] =>
  contentProblems(files, read, 'linux-x64');

test('a whole archive has no problems', () => {
  expect(problemsOf(WHOLE)).toEqual([]);
});

test.each(WHOLE.map(({ name }) => name).filter((name) => !/part-|assets|methods/.test(name)))(
  'without %s it says what is missing',
  (name) => {
    const problems = problemsOf(WHOLE.filter((file) => file.name !== name));
    expect(problems).toEqual([`${name} is missing`]);
  },
);

test.each([
  'out/host/atrium.js',
  'out/electron/main.js.map',
  'node_modules/better-sqlite3/prebuilds/win32-x64.node',
  'node_modules/react/index.js',
  'electron/main/main.ts',
  'README.md',
])('%s should not be there', (name) => {
  const problems = problemsOf([...WHOLE, { name, unpacked: false }], () => '');
  expect(problems).toEqual([`${name} should not be there`]);
});

test('the native binary has to lie beside the archive, and nothing else may', () => {
  const swapped = WHOLE.map(({ name, unpacked }) => ({
    name,
    unpacked: name === 'package.json' ? true : name !== BINARY && unpacked,
  }));
  expect(problemsOf(swapped)).toEqual([
    `${BINARY} is inside the archive, where it cannot be loaded`,
    'package.json lies outside the archive',
  ]);
});

test('a bundle that imports a package or a file that is not packed is named', () => {
  const imports = 'import { z } from "zod"; import("./part-gone.js"); require("electron");';
  const bundles = WHOLE.filter(({ name }) => name.startsWith('out/electron/'));
  expect(problemsOf(WHOLE, () => imports)).toEqual(
    bundles.flatMap(({ name }) => [
      `${name} imports zod, which is not in the archive`,
      `${name} imports ./part-gone.js, which is not in the archive`,
    ]),
  );
});

test('a message that ends in “from” imports nothing', () => {
  const message = 'told("Elevated starts from", threshold(from, "and High from"));';
  expect(problemsOf(WHOLE, () => message)).toEqual([]);
});
