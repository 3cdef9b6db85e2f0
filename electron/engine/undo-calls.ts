import type { Settings } from '../../shared/contracts/settings.ts';
import { readSettings, writeSettings } from '../services/people/settings.ts';
import { csmWordKind } from '../services/people/csm-word.ts';
import { settingsKind, stepsIn } from '../services/people/settings-undo.ts';
import {
  readHistory,
  registered,
  type RegisteredKind,
  type Undo,
} from '../services/people/undo.ts';
import type { WritableDB } from '../services/sqlite/db.ts';
import type { Table } from './table.ts';

/** Every kind of step there is, with what follows it outside of people.db. A new kind is a line here. */
export const undoKinds = (effects: { readonly replan: () => void }): readonly RegisteredKind[] => [
  registered(settingsKind, effects.replan),
  registered(csmWordKind),
];

export function undoCalls(
  people: WritableDB,
  undo: Undo,
): Pick<Table, 'undo.history' | 'undo.undo' | 'undo.redo'> {
  return {
    'undo.history': () => readHistory(people),
    'undo.undo': ({ id }) => undo.undo(id),
    'undo.redo': ({ id }) => undo.redo(id),
  };
}

/** What is worth a step becomes one; switches in sight are only written. */
export function settingsCalls(
  people: WritableDB,
  undo: Undo,
  now: () => string,
): Pick<Table, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => readSettings(people),
    'settings.set'(change) {
      const steps = stepsIn(change);
      const part = (names: readonly (keyof Settings)[]): Partial<Settings> =>
        Object.fromEntries(names.map((name) => [name, change[name]]));
      const rest = (Object.keys(change) as (keyof Settings)[]).filter((n) => !steps.includes(n));
      if (rest.length > 0) writeSettings(people, part(rest), now());
      if (steps.length > 0) undo.replace(settingsKind, steps, part(steps));
      return readSettings(people);
    },
  };
}
