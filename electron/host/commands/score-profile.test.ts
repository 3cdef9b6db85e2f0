import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScoreSettingsState } from '../../../shared/contracts/score-settings.ts';
import { SCORECARD } from '../../../shared/domain/score-profile.ts';
import type { Surroundings } from './run.ts';
import { scoreProfile, type ProfileOptions } from './score-profile.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'atrium-profile-'));
const file = (name: string, text: string): string => {
  const where = path.join(folder, name);
  writeFileSync(where, text);
  return where;
};
let out = '';
let err = '';
const at: Surroundings = {
  dataFolder: path.join(folder, 'data'),
  version: '9.9.9',
  importWorker: new URL('../../engine/import-worker.ts', import.meta.url),
  rendererRoot: '',
  signal: new AbortController().signal,
  out: (text) => void (out += text),
  err: (text) => void (err += text),
  progress: () => undefined,
};
const run = async (words: string[], options: ProfileOptions = {}) => {
  out = err = '';
  return scoreProfile(at, words, options);
};

beforeAll(() => run(['show']));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a profile is shown, applied with a reason, taken back and reset', async () => {
  expect(await run(['show'])).toBe(0);
  expect(out).toContain(SCORECARD);
  expect(out).toMatch(/^Renewal +×1 /m);
  const own = file('own.json', '{"schema": 1, "risk_weights": {"renewal": 0}}');
  expect(await run(['apply', own], { reason: 'Monthly contracts only' })).toBe(0);
  expect(err).toMatch(/is in force: Renewal in risk ×1 → off/);
  await run(['show'], { json: true });
  const state = JSON.parse(out) as ScoreSettingsState;
  expect(state.profile.risk_weights.renewal).toBe(0);
  expect(state.history[0]).toMatchObject({ what: 'apply', reason: 'Monthly contracts only' });
  expect(await run(['check', file('shown.json', out)])).toBe(0);
  expect(out).toContain(state.version);
  await run(['undo']);
  expect(err).toContain(`${SCORECARD} is in force`);
  await run(['undo']);
  expect(err).toContain('Renewal');
  await run(['reset'], { reason: 'Back' });
  expect(err).toContain(`${SCORECARD} is in force`);
});

test('check tells every mistake and changes nothing; wrong use is told with a hint', async () => {
  const bad = file('bad.json', '{"schema": 1, "annual_churn": 3, "risk_weights": {"trnd": 1}}');
  expect(await run(['check', bad])).toBe(1);
  expect(err).toContain('annual_churn is 3; allowed is a number from 0.001 to 0.6.');
  expect(err).toContain('risk_weights.trnd is 1; allowed is one of trend');
  await expect(run(['apply', bad], { reason: 'x' })).rejects.toThrow('annual_churn is 3');
  const good = file('good.json', '{"schema": 1}');
  expect(await run(['check', good], { json: true })).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ ok: true, version: SCORECARD, whatIf: null });
  await expect(run(['apply', good])).rejects.toThrow('--reason');
  await expect(run(['check'])).rejects.toThrow('needs the file');
  await expect(run(['show', 'x'])).rejects.toThrow('one word too many');
  await expect(run(['check', file('no.json', '{')])).rejects.toThrow('is not JSON');
});
