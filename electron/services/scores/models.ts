import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  modelCardSchema,
  type ModelCard,
  type ModelList,
} from '../../../shared/contracts/models.ts';
import { problemOf, refuse } from '../../../shared/contracts/problem.ts';
import { admit, type OutsideModel } from '../../../shared/models/admit.ts';
import { MAX_MODEL_BYTES } from '../../../shared/models/read-model.ts';
import { Refused } from '../../../shared/models/refusal.ts';

/** One folder a model below this one: the model's own file, its sidecar, and the card. */
const FOLDER = 'models';
const MODEL = 'model';
const SIDECAR = 'sidecar.json';
const CARD = 'card.json';
const MAX_SIDECAR_BYTES = 64 * 1024 * 1024;

export interface ModelFiles {
  readonly path: string;
  /** Undefined: `<name>.sidecar.json` beside the model. */
  readonly sidecar?: string | undefined;
}

export interface KeptModel extends OutsideModel {
  readonly card: ModelCard;
}

/**
 * Checks a model and its sidecar and copies both into the data folder, whole or not at all.
 * @param now ISO time
 * @throws AtriumError with `source_missing`, `bad_model` or `unwritable_folder`
 */
export function importModel(dataFolder: string, files: ModelFiles, now: string): KeptModel {
  const { dir, name } = path.parse(files.path);
  const modelBytes = read(files.path, 'the model', MAX_MODEL_BYTES);
  const sidecarPath = files.sidecar ?? path.join(dir, `${name}.sidecar.json`);
  const sidecarBytes = read(sidecarPath, 'its sidecar', MAX_SIDECAR_BYTES);
  const outside = admitted(modelBytes, sidecarBytes);
  const { trainEnd } = outside.sidecar;
  if (trainEnd > now.slice(0, 10))
    throw notTaken(
      new Refused(
        `The sidecar's trainEnd is ${trainEnd}, which is still to come`,
        'for the right day',
      ),
    );
  const hash = createHash('sha256').update(modelBytes).update(sidecarBytes).digest('hex');
  const id = `${slugOf(name)}-${hash.slice(0, 8)}`;
  const since = readCard(dataFolder, id)?.importedAt ?? now;
  const card = cardOf(id, path.basename(files.path), outside, since);
  writable(() => {
    const folder = path.join(dataFolder, FOLDER, id);
    const unfinished = `${folder}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(path.join(unfinished, MODEL), modelBytes);
    writeFileSync(path.join(unfinished, SIDECAR), sidecarBytes);
    writeFileSync(path.join(unfinished, CARD), `${JSON.stringify(card, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  });
  return { ...outside, card };
}

export interface KeptModels {
  readonly models: readonly KeptModel[];
  readonly unreadable: ModelList['unreadable'];
}

/** By id. A folder that no longer holds a sound model is named with what is wrong. */
export function listModels(
  dataFolder: string,
  load: (id: string) => KeptModel = (id) => loadModel(dataFolder, id),
): KeptModels {
  const models: KeptModel[] = [];
  const unreadable: { id: string; problem: string }[] = [];
  for (const id of idsIn(dataFolder)) {
    try {
      models.push(load(id));
    } catch (error) {
      const what = problemOf(error).message;
      unreadable.push({ id, problem: `${what} Remove the model, and import it again.` });
    }
  }
  return { models, unreadable };
}

/**
 * A kept model, checked against its test vectors anew: what was changed on the disk is not used.
 * @throws AtriumError with `not_found` or `bad_model`
 */
export function loadModel(dataFolder: string, id: string): KeptModel {
  const card = readCard(dataFolder, id);
  if (!card)
    throw idsIn(dataFolder).includes(id)
      ? refuse('bad_model', `The card of model ${id} is gone or damaged.`)
      : refuse('not_found', `There is no model ${id}.`);
  const folder = path.join(dataFolder, FOLDER, id);
  const outside = admitted(
    read(path.join(folder, MODEL), `the file of model ${id}`, MAX_MODEL_BYTES),
    read(path.join(folder, SIDECAR), `the sidecar of model ${id}`, MAX_SIDECAR_BYTES),
  );
  return { ...outside, card };
}

/** @returns false where there was none */
export function removeModel(dataFolder: string, id: string): boolean {
  if (!idsIn(dataFolder).includes(id)) return false;
  writable(() => rmSync(path.join(dataFolder, FOLDER, id), { recursive: true, force: true }));
  return true;
}

function idsIn(dataFolder: string): readonly string[] {
  try {
    return readdirSync(path.join(dataFolder, FOLDER), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[a-z0-9-]+$/.test(entry.name))
      .map((entry) => entry.name)
      .toSorted();
  } catch {
    return [];
  }
}

function readCard(dataFolder: string, id: string): ModelCard | undefined {
  try {
    const text = readFileSync(path.join(dataFolder, FOLDER, id, CARD), 'utf8');
    const parsed = modelCardSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.id === id ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function cardOf(id: string, name: string, outside: OutsideModel, now: string): ModelCard {
  const { model, sidecar, reproduction } = outside;
  return {
    id,
    name,
    format: model.format,
    version: model.version,
    trees: model.roots.length,
    features: sidecar.featureNames.map((feature) => ({
      name: feature,
      unit: sidecar.units[feature] ?? '',
    })),
    trainEnd: sidecar.trainEnd,
    horizonDays: sidecar.horizonDays,
    labelDefinition: sidecar.labelDefinition,
    calibration: { ...sidecar.calibration },
    vectors: {
      count: reproduction.vectors,
      margin: reproduction.margin,
      probability: reproduction.probability,
    },
    importedAt: now,
  };
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function admitted(model: Uint8Array, sidecar: Uint8Array): OutsideModel {
  try {
    return admit(model, sidecar, utf8);
  } catch (error) {
    if (error instanceof Refused) throw notTaken(error);
    throw error;
  }
}

const notTaken = (refusal: Refused): Error =>
  refuse('bad_model', refusal.message, {
    stillWorks: 'Our own scores are as they were.',
    cause: refusal,
  });

function read(file: string, what: string, most: number): Uint8Array {
  let size: number;
  try {
    const info = statSync(file);
    if (!info.isFile()) throw new Error('not a file');
    size = info.size;
    if (size <= most) return readFileSync(file);
  } catch (error) {
    throw refuse('source_missing', `${file}, ${what}, cannot be read.`, {
      stillWorks: 'Our own scores are as they were.',
      next:
        what === 'its sidecar'
          ? 'Ask the data team for the sidecar that docs/models.md describes.'
          : 'Check its name and permissions.',
      cause: error,
    });
  }
  throw notTaken(
    new Refused(
      `${path.basename(file)} has ${Math.round(size / 1024 / 1024)} MB, and ${most / 1024 / 1024} are the most`,
      'for a smaller model, with fewer or shallower trees',
    ),
  );
}

function writable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refuse(
      'unwritable_folder',
      'The folder models in the data folder cannot be written to.',
      {
        next: 'Check its permissions and the space on the disk.',
        cause: error,
      },
    );
  }
}

function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug === '' ? 'model' : slug;
}
