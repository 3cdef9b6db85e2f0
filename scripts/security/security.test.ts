import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CHECKLIST } from './checklist.ts';
import { OWN } from './own.ts';
import { pageOf } from './page.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const all = [...CHECKLIST, ...OWN];
const removals = all.flatMap(({ removals: list }) => list);

test('each of Electron’s twenty points is there once, in order, and something holds it', () => {
  expect(CHECKLIST.map(({ point }) => point)).toEqual(
    Array.from({ length: 20 }, (_, index) => String(index + 1)),
  );
  expect(all.filter((one) => one.removals.length === 0)).toEqual([]);
});

test('each protection stands once in the file it is said to stand in', () => {
  for (const { file, from } of removals) {
    expect(read(file).split(from).length - 1, `${file}: ${from}`).toBe(1);
  }
});

test('each test that holds a protection exists', () => {
  for (const { heldBy } of removals) {
    expect(read(heldBy.file).includes(heldBy.test), `${heldBy.file}: ${heldBy.test}`).toBe(true);
  }
});

test('docs/security.md is what the list says', () => {
  expect(read('docs/security.md')).toBe(pageOf(CHECKLIST, OWN));
});

test('Electron is pinned to one version', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});
