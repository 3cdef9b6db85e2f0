import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const LAST = 53;

interface Section {
  readonly number: number;
  readonly titles: readonly string[];
  readonly says: string;
}

function sections(): readonly Section[] {
  const text = readFileSync(path.join(ROOT, 'docs', 'failures.md'), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      number: Number.parseInt(part, 10),
      titles: [...part.matchAll(/^- `(.+)`$/gm)].map((m) => m[1] ?? ''),
      says: part,
    }));
}

/** The text of every test file but this one. */
function testFiles(): string {
  const texts: string[] = [];
  for (const folder of ['shared', 'electron', 'renderer', 'e2e', 'scripts'])
    for (const name of readdirSync(path.join(ROOT, folder), {
      recursive: true,
      encoding: 'utf8',
    })) {
      const file = path.join(ROOT, folder, name);
      if (/\.test\.tsx?$/.test(name) && file !== import.meta.filename)
        texts.push(readFileSync(file, 'utf8'));
    }
  return texts.join('\n');
}

test('docs/failures.md has each failure once, in order', () => {
  expect(sections().map((s) => s.number)).toEqual(Array.from({ length: LAST }, (_, i) => i + 1));
});

test('each failure names tests that exist, or says that it is not covered yet', () => {
  const files = testFiles();
  for (const { number, titles, says } of sections()) {
    if (titles.length === 0) expect(says, `row ${number}`).toMatch(/^Not covered yet: \S.*\.$/m);
    for (const title of titles) {
      expect(title, `row ${number}`).toMatch(new RegExp(`^A5 #${number}: `));
      expect(files.includes(title), `row ${number}: no test is called “${title}”`).toBe(true);
    }
  }
});
