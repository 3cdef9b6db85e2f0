import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { writeSample } from '../services/sample/write.ts';
import { finish, newFolder, type Finished } from './crash-points.ts';

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));
const source = newFolder();
let clean: Finished;

/** Past the sixtieth day scores are written in between, and thresholds are fixed. */
beforeAll(async () => {
  await writeSample({ locations: 60, days: 63, seed: 11, out: source });
  clean = await finish(source, newFolder());
}, 60_000);

function killed(data: string, point: string, n: number): void {
  const child = spawnSync(process.execPath, [CHILD, source, data, point, String(n)], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(child.signal, `${point} ${n}: ${child.stderr}`).toBe('SIGKILL');
}

async function expectClean(data: string, point: string): Promise<void> {
  const after = await finish(source, data);
  expect(after.integrity, point).toBe('ok');
  expect(after.hash, point).toBe(clean.hash);
}

const POINTS: readonly (readonly [name: string, point: string, n: () => number])[] = [
  ['after a day was read', 'now', () => 7],
  ['in the middle of a publish', 'write', () => Math.round(clean.writes * 0.4)],
  ['after the last publish, before its score', 'score', () => 3],
  ['at the score in between', 'score', () => 2],
  ['in the middle of the last score', 'write', () => clean.writes - 90],
  ['at the very last write', 'write', () => clean.writes],
];

for (const [name, point, n] of POINTS) {
  test(`A5 #42: killed ${name}, the next sync ends in the same database`, async () => {
    const data = newFolder();
    killed(data, point, n());
    await expectClean(data, name);
  }, 60_000);
}

test('A5 #42: killed again and again, it still gets there', async () => {
  const data = newFolder();
  for (const writes of [400, 900, 1700, 300, 2500]) killed(data, 'write', writes);
  killed(data, 'now', 5);
  await expectClean(data, 'chain');
}, 60_000);
