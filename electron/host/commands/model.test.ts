import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { modelText, sidecarText } from '../../../shared/models/testing/hand-made-sidecar.ts';
import { model, type ModelOptions } from './model.ts';
import { UsageError, type Surroundings } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'atrium-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
});

const at: Surroundings = {
  dataFolder: path.join(folder, 'data'),
  version: '9.9.9',
  importWorker: new URL('file:///none'),
  rendererRoot: '',
  signal: new AbortController().signal,
  out: (text) => void (out += text),
  err: (text) => void (err += text),
  progress: () => undefined,
};
const run = (words: readonly string[], options: ModelOptions = {}) => model(at, words, options);

const file = path.join(folder, 'churn.json');
const sidecar = path.join(folder, 'about.json');
writeFileSync(file, modelText());
writeFileSync(sidecar, sidecarText());

test('a model is imported, listed, told of and removed', async () => {
  expect(await run(['import', file], { sidecar })).toBe(0);
  expect(out).toMatch(/^churn-[0-9a-f]{8} {2}\(churn\.json\)\nModel +XGBoost 3\.1\.0, 3 trees\n/);
  expect(out).toMatch(/Features +3 of 3 matched: trend \(log ratio\), /);
  expect(out).toMatch(/Test vectors +60 reproduced, max \|Δ\| /);
  expect(out).toMatch(/This book +no scored office yet/);
  const id = out.slice(0, out.indexOf(' '));

  out = '';
  expect(await run(['list'])).toBe(0);
  expect(out).toMatch(/^scorecard +ours +15 terms +– +in use$/m);
  expect(out).toMatch(
    new RegExp(`^${id} +xgboost 3\\.1\\.0 +3 features +2026-06-30 +shown beside$`, 'm'),
  );

  out = '';
  expect(await run(['card', id], { json: true })).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ id, trainEnd: '2026-06-30' });

  expect(await run(['remove', id])).toBe(0);
  expect(await run(['remove', id])).toBe(1);
  expect(err).toBe(`${id} is removed.There is no model ${id}.`);
  out = '';
  expect(await run(['list'], { json: true })).toBe(0);
  expect(JSON.parse(out)).toEqual({
    inUse: 'scorecard',
    learned: [],
    notes: [],
    models: [],
    unreadable: [],
  });
});

test('a refusal is the sentence for the data team', async () => {
  const pickle = path.join(folder, 'churn.pkl');
  writeFileSync(pickle, Uint8Array.of(0x80, 5, 0));
  await expect(run(['import', pickle], { sidecar })).rejects.toThrow(
    'The file is a Python pickle, which is a program and is never opened; ask the data team to save it with',
  );
});

test.each([
  [[]],
  [['train']],
  [['constructor']],
  [['import']],
  [['remove']],
  [['list', 'x']],
  [['card', 'a', 'b']],
])('wrong use: %j', async (words) => {
  await expect(run(words)).rejects.toThrow(UsageError);
});
