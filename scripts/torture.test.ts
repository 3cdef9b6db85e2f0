import { expect, test } from 'vitest';
import { torture } from './torture.ts';

test('A5 #42: syncs killed at random moments leave whole databases that finish as a clean run', async () => {
  const said: string[] = [];
  const hits = await torture({
    kills: 4,
    seed: 7,
    locations: 40,
    days: 20,
    say: (line) => said.push(line),
  });
  expect(hits).toBeGreaterThan(0);
  expect(said.at(-1)).toMatch(/^4 of 4: /);
}, 120_000);
