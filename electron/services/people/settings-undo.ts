import { isDeepStrictEqual } from 'node:util';
import type { GridLayout, Settings } from '../../../shared/contracts/settings.ts';
import { settingsSchema } from '../../../shared/contracts/settings.ts';
import { readSettings, writeSettings } from './settings.ts';
import { replacing, type ReplacingKind } from './undo-kind.ts';

type Name = keyof Settings;
type Part = Partial<Settings>;

/** Switches that lie in sight and say what they are need no step of their own to be set back. */
const NOT_A_STEP: ReadonlySet<Name> = new Set(['book', 'rail', 'inspector', 'recent']);

/** The names in a change that are worth a step. */
export const stepsIn = (change: Part | { readonly [K in Name]?: Settings[K] | undefined }) =>
  (Object.keys(change) as Name[]).filter(
    (name) => change[name] !== undefined && !NOT_A_STEP.has(name),
  );

/** Settings, several at once where they were changed at once. */
export const settingsKind: ReplacingKind<readonly Name[], Part> = replacing<readonly Name[], Part>({
  kind: 'settings',
  read(kept) {
    const { target, before, after } = kept as Record<string, unknown>;
    const part = settingsSchema.partial();
    const names = settingsSchema.keyof().array().parse(target);
    return {
      target: names,
      before: part.parse(before) as Part,
      after: part.parse(after) as Part,
    };
  },
  words: ({ target, before, after }) =>
    target
      .map((name) => {
        if (name === 'grids') return gridWords(before?.grids ?? {}, after?.grids ?? {});
        const value = after?.[name];
        return typeof value === 'string' ? `${WORDS[name]}: ${value}` : `${WORDS[name]} changed`;
      })
      .join(', '),
  name: (target) => target.map((name) => WORDS[name]).join(', '),
  get: (db, target) => pick(readSettings(db), target),
  put: ({ db, at }, _target, state) => void writeSettings(db, state ?? {}, at),
});

const pick = (settings: Settings, names: readonly Name[]): Part =>
  Object.fromEntries(names.map((name) => [name, settings[name]]));

const WORDS: Readonly<Record<Name, string>> = {
  theme: 'Theme',
  density: 'Rows',
  myCsm: 'Your name',
  book: 'Book',
  connection: 'Connection',
  schedule: 'Schedule',
  keepDays: 'Days kept',
  grids: 'Columns',
  rail: 'Rail',
  inspector: 'Inspector',
  recent: 'Recent',
};

/** What of a table's columns changed; which column it was, its table shows. */
function gridWords(before: Settings['grids'], after: Settings['grids']): string {
  const id = Object.keys(after).find((each) => !isDeepStrictEqual(before[each], after[each]));
  const now = id === undefined ? undefined : after[id];
  if (id === undefined || !now) return 'Columns changed';
  const was = before[id] ?? { order: [], hidden: [], pinned: [], widths: {} };
  const parts = [
    now.hidden.length > was.hidden.length ? 'hidden' : '',
    now.hidden.length < was.hidden.length ? 'shown' : '',
    pins(now) > pins(was) ? 'kept in sight' : '',
    pins(now) < pins(was) ? 'let scroll' : '',
    isDeepStrictEqual(now.order, was.order) ? '' : 'moved',
    isDeepStrictEqual(now.widths, was.widths) ? '' : 'made wider or narrower',
  ].filter(Boolean);
  return parts.length === 1 ? `Column ${parts[0]}` : 'Columns changed';
}

const pins = ({ pinned, pinnedEnd = [] }: GridLayout): number => pinned.length + pinnedEnd.length;
