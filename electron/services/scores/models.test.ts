import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import { modelText, sidecarText } from '../../../shared/models/testing/hand-made-sidecar.ts';
import { importModel, listModels, loadModel, removeModel } from './models.ts';

const NOW = '2026-11-23T06:00:00.000Z';

let folder = '';
let file = '';

beforeEach(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'atrium-models-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  folder = path.join(root, 'data');
  mkdirSync(folder);
  file = path.join(root, 'Churn model (v2).json');
  writeFileSync(file, modelText());
  writeFileSync(path.join(root, 'Churn model (v2).sidecar.json'), sidecarText());
});

function problemOf(work: () => unknown): AtriumError['problem'] {
  try {
    work();
  } catch (error) {
    if (error instanceof AtriumError) return error.problem;
    throw error;
  }
  throw new Error('it was not refused');
}

test('a model is kept with its card, the same files are one model, and it can be removed', () => {
  const { card } = importModel(folder, { path: file }, NOW);
  expect(card).toMatchObject({
    name: 'Churn model (v2).json',
    format: 'xgboost',
    version: '3.1.0',
    trees: 3,
    trainEnd: '2026-06-30',
    horizonDays: 90,
    vectors: { count: 60 },
    importedAt: NOW,
  });
  expect(card.id).toMatch(/^churn-model-v2-[0-9a-f]{8}$/);
  expect(card.features[0]).toEqual({ name: 'trend', unit: 'log ratio' });
  expect(importModel(folder, { path: file }, '2026-12-01T00:00:00.000Z').card).toEqual(card);
  expect(listModels(folder)).toMatchObject({ models: [{ card }], unreadable: [] });
  expect(loadModel(folder, card.id).sidecar.testVectors).toHaveLength(60);
  expect(removeModel(folder, card.id)).toBe(true);
  expect(removeModel(folder, card.id)).toBe(false);
  expect(readdirSync(path.join(folder, 'models'))).toEqual([]);
});

test('a model that is not taken leaves nothing behind', () => {
  writeFileSync(file, Uint8Array.of(0x80, 4, 0x95));
  const problem = problemOf(() => importModel(folder, { path: file }, NOW));
  expect(problem.code).toBe('bad_model');
  expect(problem.message).toMatch(
    /^The file is a Python pickle.*; ask the data team to save it.*\.$/,
  );
  expect(existsSync(path.join(folder, 'models'))).toBe(false);
});

test('a missing sidecar is named, and one elsewhere can be', () => {
  const sidecar = path.join(path.dirname(file), 'Churn model (v2).sidecar.json');
  const elsewhere = path.join(path.dirname(file), 'about.json');
  writeFileSync(elsewhere, readFileSync(sidecar));
  rmSync(sidecar);
  const problem = problemOf(() => importModel(folder, { path: file }, NOW));
  expect(problem).toMatchObject({
    code: 'source_missing',
    message: `${sidecar}, its sidecar, cannot be read.`,
  });
  expect(importModel(folder, { path: file, sidecar: elsewhere }, NOW).card.trees).toBe(3);
});

test('a model that learned from days to come is refused', () => {
  const problem = problemOf(() => importModel(folder, { path: file }, '2026-06-29T23:00:00.000Z'));
  expect(problem.message).toMatch(/trainEnd is 2026-06-30, which is still to come; ask/);
});

test('files changed on the disk are found out before they are used', () => {
  const { card } = importModel(folder, { path: file }, NOW);
  const kept = path.join(folder, 'models', card.id);
  writeFileSync(path.join(kept, 'model'), modelText().replace('1.5', '1.6'));
  expect(problemOf(() => loadModel(folder, card.id)).message).toMatch(/do not reproduce/);
  expect(listModels(folder).unreadable).toEqual([
    { id: card.id, problem: expect.stringMatching(/do not reproduce.* import it again\.$/) },
  ]);
  importModel(folder, { path: file }, '2026-12-01T00:00:00.000Z');
  expect(loadModel(folder, card.id).card).toEqual(card);
  writeFileSync(path.join(kept, 'card.json'), '{}');
  expect(listModels(folder)).toMatchObject({ models: [], unreadable: [{ id: card.id }] });
  expect(problemOf(() => loadModel(folder, card.id)).code).toBe('bad_model');
  expect(problemOf(() => loadModel(folder, 'none')).code).toBe('not_found');
  expect(importModel(folder, { path: file }, NOW).card.id).toBe(card.id);
  expect(loadModel(folder, card.id).card).toEqual(card);
});

test('what an import left unfinished is no model', () => {
  mkdirSync(path.join(folder, 'models', 'half-12345678.new'), { recursive: true });
  expect(listModels(folder)).toEqual({ models: [], unreadable: [] });
});
