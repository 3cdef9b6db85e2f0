import type { SearchHit } from '../../../shared/contracts/search.ts';
import { commandOf, type CommandId } from '../../../shared/domain/commands.ts';
import { folded, marksIn, wordsOf } from '../../../shared/domain/fold.ts';

type Marks = readonly (readonly [number, number])[];

/** One row of the palette. */
export interface Found {
  readonly id: string;
  readonly kind: 'Account' | 'Office' | 'CSM' | 'Go' | 'Do';
  readonly name: string;
  readonly context: string;
  readonly marks: Marks;
  /** The key that does the same. */
  readonly stroke?: string;
  readonly run: () => void;
}

export interface FoundGroup {
  readonly value: string;
  readonly items: readonly Found[];
}

/** How well the words typed fit a name: 0 it starts with them, 1 its words do, 2 they stand inside; undefined: they do not. */
export function fit(name: string, text: string): 0 | 1 | 2 | undefined {
  const whole = folded(name);
  const words = wordsOf(text);
  if (whole.startsWith(folded(text).trim())) return 0;
  const own = wordsOf(name);
  if (words.every((word) => own.some((each) => each.startsWith(word)))) return 1;
  return words.every((word) => whole.includes(word)) ? 2 : undefined;
}

/** Commands whose names fit what was typed, the best first; in the order they are declared where nothing was. */
export function matchingCommands(
  ids: readonly CommandId[],
  text: string,
  run: (id: CommandId) => void,
): readonly Found[] {
  const words = wordsOf(text);
  return ids
    .filter((id) => commandOf(id).keysOnly !== true)
    .flatMap((id) => {
      const { title, group, keys } = commandOf(id);
      const place = words.length === 0 ? 0 : fit(title, text);
      if (place === undefined) return [];
      const [stroke] = keys;
      const found: Found = {
        id,
        kind: group === 'Go' ? 'Go' : 'Do',
        name: title,
        context: group === 'Go' || group === 'Do' ? '' : group,
        marks: marksIn(title, words),
        run: () => run(id),
        ...(stroke === undefined ? {} : { stroke }),
      };
      return [{ place, found }];
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ found }) => found);
}

const KINDS = { account: 'Account', office: 'Office', person: 'CSM' } as const;

/** What stands in the book, in the order the search gives. */
export const foundOf = (hit: SearchHit, run: (hit: SearchHit) => void): Found => ({
  id: `${hit.kind}\u001f${hit.company_id ?? hit.email ?? ''}\u001f${hit.location_id ?? ''}`,
  kind: KINDS[hit.kind],
  name: hit.name,
  context: hit.context,
  marks: hit.marks,
  run: () => run(hit),
});
