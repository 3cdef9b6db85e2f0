import { probabilityOf } from './evaluate.ts';
import { nearest } from './nearest.ts';
import { OFFICE_FACTS } from './office-facts.ts';
import { readModel, type Decode } from './read-model.ts';
import { Refused } from './refusal.ts';
import { readSidecar, type Calibration, type Sidecar } from './sidecar.ts';
import type { TreeModel } from './trees.ts';
import { reproduce, type Reproduction } from './vectors.ts';
import { listed } from './words.ts';

/** A model from outside that does here what it does at its makers', on numbers that offices have. */
export interface OutsideModel {
  readonly model: TreeModel;
  readonly sidecar: Sidecar;
  readonly reproduction: Reproduction;
}

/**
 * Reads a model and its sidecar and checks one against the other: names, then test vectors, then whether every feature is
 * a number of an office, in the same unit.
 * @throws Refused: one sentence with what was found and what to ask for
 */
export function admit(
  modelBytes: Uint8Array,
  sidecarBytes: Uint8Array,
  decode: Decode,
): OutsideModel {
  const model = readModel(modelBytes, decode);
  const sidecar = readSidecar(sidecarText(sidecarBytes, decode));
  checkNames(model, sidecar.featureNames);
  const reproduction = reproduce(
    model,
    (margin) => calibrated(model, sidecar.calibration, margin),
    sidecar.testVectors,
  );
  checkFacts(sidecar, reproduction);
  return { model, sidecar, reproduction };
}

export function calibrated(model: TreeModel, { platt }: Calibration, margin: number): number {
  if (platt === null) return probabilityOf(model, margin);
  return 1 / (1 + Math.exp(-(platt.intercept + platt.slope * margin)));
}

function sidecarText(bytes: Uint8Array, decode: Decode): string {
  try {
    return decode(bytes);
  } catch {
    throw new Refused('The sidecar is binary, not JSON', 'to send it as JSON in UTF-8');
  }
}

/** A model trained on a bare matrix has no names of its own: then the sidecar's stand, by place. */
function checkNames(model: TreeModel, names: readonly string[]): void {
  if (names.length !== model.features)
    throw new Refused(
      `The model has ${model.features} features and the sidecar names ${names.length}`,
      "for the sidecar of this very model, with all columns in the model's order",
    );
  if (model.featureNames.length === 0) return;
  const at = model.featureNames.findIndex((name, i) => name !== names[i]);
  if (at < 0) return;
  const [own = '', said = ''] = [model.featureNames[at], names[at]];
  if (names.includes(own) && model.featureNames.includes(said))
    throw new Refused(
      `The sidecar names the features in another order: feature ${at + 1} of the model is ‘${own}’, and the sidecar says ‘${said}’`,
      "for featureNames in the model's order",
    );
  const wrong = names.find((name) => !model.featureNames.includes(name)) ?? said;
  const like = nearest(wrong, model.featureNames) ?? own;
  throw new Refused(
    `The sidecar names a feature ‘${wrong}’ that the model does not have (the nearest of its own is ‘${like}’)`,
    'for the sidecar of this very model, with the same names',
  );
}

function checkFacts({ featureNames, units }: Sidecar, { vectors, margin }: Reproduction): void {
  const known = Object.keys(OFFICE_FACTS);
  const unknown = featureNames.filter((name) => !Object.hasOwn(OFFICE_FACTS, name));
  if (unknown.length > 0) {
    const hints = unknown.map((name) => {
      const like = nearest(name, known);
      return like === undefined ? name : `${name} (perhaps ${like})`;
    });
    throw new Refused(
      `The model reproduces its ${vectors} test vectors (largest difference ${margin === 0 ? 0 : margin.toExponential(1)}), but ${unknown.length} of its ${featureNames.length} features are no facts Atrium has of an office: ${listed(hints)}`,
      'for a model trained on the facts that docs/models.md lists, by those names',
    );
  }
  const other = featureNames.find((name) => unitOf(units[name]) !== unitOf(OFFICE_FACTS[name]));
  if (other !== undefined)
    throw new Refused(
      `The sidecar gives ${other} in ‘${units[other]}’, and Atrium has it in ‘${OFFICE_FACTS[other]}’`,
      'for a model trained on that unit, or to correct the sidecar',
    );
}

/** Capitals, blanks, hyphens and underscores make no other unit; a sign in front does. */
function unitOf(text = ''): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/(?<=\w)[\s_-]+(?=\w)/g, ' ');
}
