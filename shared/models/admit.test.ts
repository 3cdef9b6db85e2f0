import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { admit } from './admit.ts';
import { Refused } from './refusal.ts';
import { xgboostText } from './testing/hand-made.ts';
import {
  MODEL_NAMES,
  modelText,
  sidecarFile,
  sidecarText,
  type SidecarFile,
} from './testing/hand-made-sidecar.ts';

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const admitted = (sidecar: string, model = modelText()) =>
  admit(bytesOf(model), bytesOf(sidecar), utf8);

const changed = (change: (file: SidecarFile) => void): string =>
  sidecarText((file) => {
    change(file);
    return file;
  });

test('a model that reproduces its vectors on known facts is taken', () => {
  const { reproduction, sidecar } = admitted(sidecarText());
  expect(reproduction.vectors).toBe(60);
  expect(reproduction.margin).toBeLessThan(1e-6);
  expect(reproduction.probability).toBeLessThan(1e-6);
  expect(sidecar.featureNames).toEqual(MODEL_NAMES);
});

test('vectors by feature name, and by columns, say the same', () => {
  const byName = changed((file) => {
    file.testVectors = file.testVectors.map(({ features, margin }) => {
      const row = features as readonly (number | null)[];
      return {
        features: Object.fromEntries(MODEL_NAMES.map((name, i) => [name, row[i]]).toReversed()),
        margin,
      };
    });
  });
  const byColumns = sidecarText((file) => ({
    ...file,
    testVectors: {
      rows: file.testVectors.map(({ features }) => features),
      margin: file.testVectors.map(({ margin }) => margin),
      prob: file.testVectors.map(({ probability }) => probability),
    },
  }));
  expect(admitted(byName).reproduction.margin).toBeLessThan(1e-6);
  expect(admitted(byColumns).reproduction.probability).toBeLessThan(1e-6);
});

test('a model without names takes the ones of the sidecar', () => {
  const bare = modelText().replace('["trend","silence","hosts"]', '[]');
  expect(admitted(sidecarText(), bare).model.featureNames).toEqual([]);
});

test('a slope and an intercept make the probability', () => {
  const platt = { method: 'platt', slope: 0.5, intercept: -1 };
  const sidecar = changed((file) => {
    file.calibration = platt;
    for (const vector of file.testVectors)
      vector.probability = 1 / (1 + Math.exp(1 - 0.5 * Number(vector.margin)));
  });
  expect(admitted(sidecar).reproduction.probability).toBeLessThan(1e-6);
  expect(() => admitted(changed((file) => (file.calibration = platt)))).toThrow(
    /vector \d+ should have the probability/,
  );
});

const first = (file: SidecarFile) => file.testVectors[0] ?? { features: [], margin: 0 };

test.each<[string, string, RegExp]>([
  [
    'a vector that does not reproduce',
    changed((file) => (file.testVectors[16] = { features: [0.5, 1, 3], margin: 0.25 })),
    /^The test vectors do not reproduce: vector 17 should have the margin 0\.25 and has -0\.625; ask the data team to make/,
  ],
  [
    'a difference just above 1e-5',
    changed((file) => (first(file).margin = Number(first(file).margin) + 1.2e-5)),
    /vector 1 should/,
  ],
  ['49 vectors', changed((file) => file.testVectors.splice(49)), /has 49 test vectors; ask/],
  ['no vectors', changed((file) => (file.testVectors = [])), /has 0 test vectors/],
  [
    'the same row again and again',
    changed((file) => file.testVectors.fill(first(file))),
    /only 1 are different rows/,
  ],
  ['a renamed feature', changed((f) => (f.featureNames[2] = 'host')), /units has none for host/],
  [
    'a renamed feature with a unit',
    changed((file) => {
      file.featureNames[2] = 'host';
      file.units['host'] = 'hosts';
    }),
    /a feature ‘host’ that the model does not have \(the nearest of its own is ‘hosts’\)/,
  ],
  [
    'another order',
    changed((file) => (file.featureNames = file.featureNames.toReversed())),
    /in another order: feature 1 of the model is ‘trend’, and the sidecar says ‘hosts’/,
  ],
  [
    'a feature too few',
    changed((file) => {
      file.featureNames.pop();
      for (const vector of file.testVectors)
        vector.features = (vector.features as unknown[]).slice(0, 2);
    }),
    /has 3 features and the sidecar names 2/,
  ],
  ['a name twice', changed((f) => (f.featureNames[2] = 'trend')), /‘trend’ twice/],
  [
    'another unit',
    changed((file) => (file.units['trend'] = 'percent')),
    /gives trend in ‘percent’, and Atrium has it in ‘log ratio’/,
  ],
  [
    'no trainEnd',
    sidecarText((file) => ({ ...file, trainEnd: undefined })),
    /sidecar lacks trainEnd; ask/,
  ],
  ['a wrong day', changed((file) => (file.trainEnd = '2026-02-30')), /trainEnd is "2026-02-30"/],
  ['a wrong horizon', changed((file) => (file.horizonDays = 0)), /horizonDays is 0/],
  ['no label', changed((file) => (file.labelDefinition = ' ')), /labelDefinition is " "/],
  [
    'no calibration',
    changed((file) => (file.calibration = null)),
    /calibration\.method is missing/,
  ],
  [
    'half a calibration',
    changed((file) => (file.calibration = { method: 'platt', slope: 1 })),
    /slope 1 and intercept missing/,
  ],
  ['no object', '[]', /is no JSON object/],
  ['broken JSON', sidecarText().slice(0, 300), /broken JSON: it ends too early, in line \d+/],
  [
    'NaN for a missing value',
    sidecarText().replace('null', 'NaN'),
    /line \d+, column \d+, at ‘NaN’; ask the data team to write null where a value is missing/,
  ],
  [
    'text for a number',
    changed((file) => (first(file).features = ['x', 1, 1])),
    /Test vector 1 has "x" for trend/,
  ],
  [
    'a row that is short',
    changed((file) => (first(file).features = [1])),
    /Test vector 1 has 1 values for 3 features/,
  ],
  [
    'a row with another name',
    changed((file) => (first(file).features = { trend: 1, silense: 1, hosts: 1 })),
    /has ‘silense’, which is not among featureNames \(‘silence’ is\)/,
  ],
  [
    'a row that lacks one',
    changed((file) => (first(file).features = { trend: 1, hosts: 1 })),
    /Test vector 1 has no ‘silence’/,
  ],
  ['no margin', changed((file) => (first(file).margin = null)), /has null as its margin/],
])('refused: %s', (_what, sidecar, sentence) => {
  expect(() => admitted(sidecar)).toThrow(sentence);
  expect(() => admitted(sidecar)).toThrow(/^[^.].*; ask the data team .*[^.]\.$/s);
});

test('a model saved with rounds beyond its best one says where the vectors may stop', () => {
  const text = xgboostText([[0, 0, 1, -1], 0.5], {
    names: MODEL_NAMES,
    change(file) {
      file.learner.attributes['best_iteration'] = '0';
      return file;
    },
  });
  const sidecar = changed((file) => {
    for (const vector of file.testVectors) vector.margin = 7;
  });
  expect(() => admitted(sidecar, text)).toThrow(/2 rounds, and its best is round 1/);
});

test('features that no office has are refused by name, with the nearest one known', () => {
  const names = ['trends', 'tenure', 'hosts'];
  const sidecar = changed((file) => {
    file.featureNames = names;
    file.units = { trends: 'log ratio', tenure: 'months', hosts: 'hosts' };
  });
  expect(() => admitted(sidecar, modelText(names))).toThrow(
    /reproduces its 60 test vectors .* but 2 of its 3 features are no facts .*: trends \(perhaps trend\), tenure/,
  );
});

test('the given models reproduce from the rows beside them, and are told which facts they lack', () => {
  const folder = path.join(import.meta.dirname, 'testing', 'telco');
  const expected = JSON.parse(
    readFileSync(path.join(folder, 'telco_xgb_expected.json'), 'utf8'),
  ) as { features: string[] };
  const sidecar = JSON.stringify({
    ...sidecarFile(),
    featureNames: expected.features,
    units: Object.fromEntries(expected.features.map((name) => [name, 'code'])),
    testVectors: expected,
  });
  const bytes = readFileSync(path.join(folder, 'telco_xgb_1_7.json'));
  let refusal: unknown;
  try {
    admit(bytes, bytesOf(sidecar), utf8);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Refused);
  expect(String(refusal)).toMatch(/reproduces its 400 test vectors .* 19 of its 19 features/);
});
