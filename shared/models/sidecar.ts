import { parseDay } from '../domain/day.ts';
import { placeOf, readJson } from './json.ts';
import { Refused } from './refusal.ts';
import { readVectors, type TestVector } from './vectors.ts';
import { listed, shown } from './words.ts';

/** How a margin becomes the probability that is shown. */
export interface Calibration {
  /** As the data team says it. */
  readonly method: string;
  /** Probability = 1 / (1 + e^(−(intercept + slope · margin))); null = the model's own probability stands. */
  readonly platt: { readonly slope: number; readonly intercept: number } | null;
}

/** What a model file does not say about itself. */
export interface Sidecar {
  /** In the order of the model's columns. */
  readonly featureNames: readonly string[];
  readonly units: Readonly<Record<string, string>>;
  /** Last day the model learned from, ISO. */
  readonly trainEnd: string;
  /** The outcome lies within so many days. */
  readonly horizonDays: number;
  readonly labelDefinition: string;
  readonly calibration: Calibration;
  readonly testVectors: readonly TestVector[];
}

const LONGEST_HORIZON = 1826;
const LONGEST_TEXT = 4000;

/** @throws Refused with the first thing that is missing or wrong */
export function readSidecar(text: string): Sidecar {
  const json = readJson(text);
  if (!json.ok) {
    const nan = /^-?(?:nan|inf)/i.test(json.problem.found);
    throw new Refused(
      `The sidecar is broken JSON: ${placeOf(json.problem)}`,
      nan ? 'to write null where a value is missing' : 'to send it as valid JSON',
    );
  }
  const value = json.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('The sidecar is no JSON object', `for an object with ${FIELDS.join(', ')}`);
  const fields = value as Readonly<Record<string, unknown>>;
  const missing = FIELDS.filter((name) => !(name in fields));
  if (missing.length > 0)
    throw new Refused(`The sidecar lacks ${missing.join(', ')}`, 'to add what is missing');
  const featureNames = namesOf(fields['featureNames']);
  return {
    featureNames,
    units: unitsOf(fields['units'], featureNames),
    trainEnd: dayOf(fields['trainEnd']),
    horizonDays: horizonOf(fields['horizonDays']),
    labelDefinition: textOf(fields['labelDefinition'], 'labelDefinition', 'what counts as churned'),
    calibration: calibrationOf(fields['calibration']),
    testVectors: readVectors(fields['testVectors'], featureNames),
  };
}

const FIELDS = [
  'featureNames',
  'units',
  'trainEnd',
  'horizonDays',
  'labelDefinition',
  'calibration',
  'testVectors',
] as const;

function namesOf(value: unknown): readonly string[] {
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((name) => typeof name === 'string')
  )
    throw new Refused(
      "The sidecar's featureNames is no list of names",
      "for the model's columns by name, in their order",
    );
  const twice = value.find((name, i) => value.indexOf(name) !== i);
  if (twice !== undefined)
    throw new Refused(
      `The sidecar's featureNames has ‘${twice}’ twice`,
      'to give each feature a name of its own',
    );
  return value;
}

function unitsOf(value: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  const units = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
  const without = names.filter((name) => typeof units.get(name) !== 'string');
  if (without.length > 0)
    throw new Refused(
      `The sidecar's units has none for ${listed(without)}`,
      'for the unit of every feature, by its name',
    );
  return Object.fromEntries(names.map((name) => [name, String(units.get(name))]));
}

function dayOf(value: unknown): string {
  if (typeof value === 'string' && parseDay(value) !== undefined) return value;
  throw new Refused(
    `The sidecar's trainEnd is ${shown(value)}`,
    'for the last day the model learned from, like 2026-06-30',
  );
}

function horizonOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LONGEST_HORIZON)
    return value;
  throw new Refused(
    `The sidecar's horizonDays is ${shown(value)}`,
    `for the days within which the outcome lies, from 1 to ${LONGEST_HORIZON}`,
  );
}

function textOf(value: unknown, name: string, what: string): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT)
    return value.trim();
  throw new Refused(`The sidecar's ${name} is ${shown(value)}`, `for ${what}, in words`);
}

/** Words alone say how the margin was calibrated inside of the model, or that it was not; nothing is then added. */
function calibrationOf(value: unknown): Calibration {
  if (typeof value === 'string') return { method: textOf(value, 'calibration', WAY), platt: null };
  const fields = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
  const method = textOf(fields.get('method'), 'calibration.method', WAY);
  const slope = fields.get('slope');
  const intercept = fields.get('intercept');
  if (slope === undefined && intercept === undefined && !/platt|logistic/i.test(method))
    return { method, platt: null };
  if (!finite(slope) || !finite(intercept) || slope <= 0)
    throw new Refused(
      `The sidecar's calibration has slope ${shown(slope)} and intercept ${shown(intercept)}`,
      'for both as numbers, the slope above 0, as fitted on the margin',
    );
  return { method, platt: { slope, intercept } };
}

const WAY = "how the margin was calibrated, 'none' where it was not";

const finite = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
