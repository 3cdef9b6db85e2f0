import { array, assert, constantFrom, integer, oneof, property, record, string } from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { marginOf } from './evaluate.ts';
import { readModel } from './read-model.ts';
import { Refused } from './refusal.ts';
import { readSidecar } from './sidecar.ts';
import { xgboostText } from './testing/hand-made.ts';
import { sidecarText } from './testing/hand-made-sidecar.ts';

const lightgbm = readFileSync(
  path.join(import.meta.dirname, 'testing', 'lightgbm', 'sigmoid.txt'),
  'utf8',
);
const xgboost = xgboostText([
  [0, 1, [1, 2, 0.5, -0.5], 1],
  [1, 0, -1, 2, true],
]);

const edits = array(
  record({
    at: integer({ min: 0, max: 1_000_000 }),
    out: integer({ min: 0, max: 12 }),
    put: oneof(
      string({ maxLength: 6 }),
      constantFrom('null', '-1', '1e999', 'NaN', '[]', '{}', '99999999999', '=', '\n', '"'),
    ),
  }),
  { minLength: 1, maxLength: 4 },
);
type Edits = typeof edits extends { generate: (...a: never[]) => { value: infer T } } ? T : never;

function edited(text: string, changes: Edits): string {
  let result = text;
  for (const { at, out, put } of changes) {
    const place = at % result.length;
    result = result.slice(0, place) + put + result.slice(place + out);
  }
  return result;
}

/** Undefined where it was refused in words; anything else that is thrown fails the test. */
function orRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(Refused);
    expect(String(error)).toMatch(/; ask the data team \S/);
    return undefined;
  }
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

test.each([
  ['XGBoost', xgboost],
  ['LightGBM', lightgbm],
])(
  'a damaged %s file is refused in words, or is still a model with finite margins',
  (_of, text) => {
    assert(
      property(edits, (changes) => {
        const bytes = new TextEncoder().encode(edited(text, changes));
        const model = orRefused(() => readModel(bytes, utf8));
        if (model)
          expect(marginOf(model, new Float64Array(model.features))).toSatisfy(Number.isFinite);
      }),
      { numRuns: 500, seed: 11 },
    );
  },
);

test('a damaged sidecar is refused in words, or is still whole', () => {
  assert(
    property(edits, (changes) => {
      const sidecar = orRefused(() => readSidecar(edited(sidecarText(), changes)));
      if (sidecar) expect(sidecar.testVectors.length).toBeGreaterThanOrEqual(50);
    }),
    { numRuns: 500, seed: 12 },
  );
});
