import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallName, InputOf, OutputOf } from '../../shared/contracts/contract.ts';
import { BANDS, type Band } from '../../shared/domain/score.ts';
import {
  DEFAULT_PROFILE,
  SCORECARD,
  type ScoreProfile,
} from '../../shared/domain/score-profile.ts';
import { all, type ReadableDB } from '../services/sqlite/db.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { createEngine, type Engine } from './create.ts';

const data = mkdtempSync(path.join(tmpdir(), 'atrium-score-settings-'));
let engine: Engine;
let db: ReadableDB;

const quiet = { signal: new AbortController().signal, progress: () => undefined };
const reply = (name: CallName, input: unknown) => engine.handle(name, input, quiet);
async function ask<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const answer = await reply(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.problem.message}`);
  return answer.value as OutputOf<N>;
}

/** Twice the weight on adoption, none on the renewal. */
const OTHER: ScoreProfile = {
  ...DEFAULT_PROFILE,
  adoption_weights: { ...DEFAULT_PROFILE.adoption_weights, breadth: 60 },
  risk_weights: { ...DEFAULT_PROFILE.risk_weights, adoption: 2, renewal: 0 },
};

const stored = () =>
  all<{ band: Band | null; adoption: number | null; logit: number | null; settings: string }>(
    db,
    'SELECT band, adoption, logit, settings FROM score ORDER BY ord',
  );

beforeAll(async () => {
  engine = createEngine({
    dataFolder: data,
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
  });
  // Long enough that notices of the last 90 days can be looked at from a day before them.
  await ask('sample.open', { locations: 160, days: 190, seed: 3 });
  db = openFactsReadOnly(data);
}, 120_000);

afterAll(async () => {
  db.close();
  await engine.stop();
  rmSync(data, { recursive: true, force: true });
});

test('what a profile would do is what it does once it is applied; undo brings the scores of before back', async () => {
  const before = stored();
  const same = await ask('scoreSettings.whatIf', { profile: DEFAULT_PROFILE });
  expect(same.moves).toEqual([]);
  expect(same.most).toEqual([]);
  expect(same.caught?.after).toEqual(same.caught?.before);
  for (const band of BANDS)
    expect(same.bands_before[band]).toBe(before.filter((row) => row.band === band).length);

  const asked = await ask('scoreSettings.whatIf', { profile: OTHER });
  expect(stored()).toEqual(before);
  expect(asked.most).toHaveLength(10);
  expect(asked.thresholds_after).toEqual(asked.thresholds_before);
  await ask('scoreSettings.apply', { profile: OTHER, reason: 'Adoption counts more here' });
  const after = stored();
  for (const band of BANDS)
    expect(asked.bands_after[band]).toBe(after.filter((row) => row.band === band).length);
  const moved = before.filter((row, i) => row.band !== after[i]?.band).length;
  expect(moved).toBeGreaterThan(0);
  expect(asked.moves.reduce((sum, { offices }) => sum + offices, 0)).toBe(moved);
  expect(new Set(after.map((row) => row.settings))).toEqual(new Set([asked.settings_after]));

  const [applied] = (await ask('scoreSettings.get', {})).history;
  expect(applied).toMatchObject({
    what: 'apply',
    reason: 'Adoption counts more here',
    version: asked.settings_after,
    changes: [
      'Breadth in adoption 20 → 60',
      'Adoption in risk ×1 → ×2',
      'Renewal in risk ×1 → off',
    ],
  });
  const { settings } = await ask('changes.since', {});
  expect(settings[0]).toMatchObject({ settings: asked.settings_after, settings_old: SCORECARD });

  await ask('scoreSettings.undo', {});
  expect(stored()).toEqual(before);
  expect((await ask('scoreSettings.get', {})).profile).toEqual(DEFAULT_PROFILE);
});

test('what it would have caught counts the notices of the extract after the past day', async () => {
  const { caught } = await ask('scoreSettings.whatIf', { profile: OTHER });
  if (!caught) throw new Error('the sample book has notices in its last 90 days');
  const after = all<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM location
     WHERE cancellation_notice_on > ? AND cancellation_notice_on <= ?`,
    caught.ds,
    caught.until,
  )[0]?.n;
  expect(caught.notices).toBeGreaterThan(0);
  // Some of them had no risk on the past day: too new, or too little known.
  expect(caught.notices).toBeLessThanOrEqual(after ?? 0);
  for (const order of [caught.before, caught.after]) {
    expect(order.top_tenth).toBeLessThanOrEqual(caught.notices);
    expect(order.high.notices + order.elevated.notices).toBeLessThanOrEqual(caught.notices);
  }
});

test('a profile that is not allowed is refused by field, value and what is allowed; nothing is kept', async () => {
  const { history } = await ask('scoreSettings.get', {});
  const profile = { schema: 1, risk_weights: { trend: 9 } };
  const refused = await reply('scoreSettings.apply', { profile, reason: 'More trend' });
  expect(!refused.ok && refused.problem).toMatchObject({
    code: 'bad_request',
    message: expect.stringContaining('risk_weights.trend is 9; allowed is a number from 0 to 3.'),
  });
  expect((await reply('scoreSettings.apply', { profile: OTHER, reason: ' ' })).ok).toBe(false);
  expect((await ask('scoreSettings.get', {})).history).toEqual(history);
});

test('while an import runs, a profile is not applied half', async () => {
  const { history } = await ask('scoreSettings.get', {});
  const running = ask('scoreSettings.rescore', {});
  const refused = await reply('scoreSettings.apply', { profile: OTHER, reason: 'At once' });
  expect(!refused.ok && refused.problem.code).toBe('busy');
  await running;
  expect((await ask('scoreSettings.get', {})).history).toEqual(history);
});
