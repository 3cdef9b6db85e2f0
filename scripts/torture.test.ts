import { expect, test } from 'vitest';
import { torture } from './torture.ts';

test('A5 #42: syncs and stores killed at random moments leave whole databases that finish as a clean run', async () => {
  const said: string[] = [];
  const hits = await torture({
    kills: 6,
    seed: 7,
    locations: 40,
    days: 20,
    say: (line) => said.push(line),
  });
  expect(hits.syncs).toBeGreaterThan(0);
  expect(hits.stores).toBeGreaterThan(0);
  expect(said.at(-1)).toMatch(/^6 of 6: /);
}, 120_000);
