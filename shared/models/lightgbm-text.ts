import { Refused, SAVE_LIGHTGBM } from './refusal.ts';

export const SAVE_AGAIN = SAVE_LIGHTGBM.replace('save it', 'save it again');

export type Section = ReadonlyMap<string, string>;

export interface LightgbmText {
  readonly header: Section;
  readonly trees: readonly Section[];
}

/**
 * The sections of a LightGBM text model: a header, one section a tree, and `end of trees`; what follows (importances,
 * parameters) is not needed to predict.
 * @throws Refused when the text ends before that, or a tree is missing
 */
export function readSections(text: string): LightgbmText {
  const header = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  let section = header;
  let ended = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === 'end of trees') {
      ended = true;
      break;
    }
    const at = line.indexOf('=');
    const key = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? '' : line.slice(at + 1);
    if (key === 'Tree') {
      if (Number(value) !== trees.length)
        throw new Refused(
          `The model has tree ${value} where tree ${trees.length} belongs`,
          SAVE_AGAIN,
        );
      trees.push((section = new Map()));
    } else if (key !== '') section.set(key, value);
  }
  const said = (header.get('tree_sizes') ?? '').split(' ').filter(Boolean).length;
  if (!ended) {
    const where = trees.length === 0 ? 'before its first tree' : `in tree ${trees.length - 1}`;
    throw new Refused(
      `The model file is cut off: it ends ${where}${said > 0 ? ` of ${said}` : ''}, without its ‘end of trees’ line`,
      `${SAVE_AGAIN} and send the whole file`,
    );
  }
  if (said !== 0 && said !== trees.length)
    throw new Refused(`The file says it has ${said} trees and holds ${trees.length}`, SAVE_AGAIN);
  return { header, trees };
}

/** A list of numbers; infinity is printed as C does, `inf`. @throws Refused for what is no number */
export function numbersOf(section: Section, name: string, t: number): readonly number[] {
  const text = section.get(name) ?? '';
  return text === '' ? [] : text.split(' ').map((word) => numberOf(word, name, t));
}

function numberOf(word: string, name: string, t: number): number {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(word);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = word === '' ? Number.NaN : Number(word);
  if (Number.isNaN(value))
    throw new Refused(
      `Tree ${t} has ‘${word}’ among its ${name}, which is not a number`,
      SAVE_AGAIN,
    );
  return value;
}
