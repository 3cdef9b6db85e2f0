import { commandOf, COMMAND_IDS } from '../../../shared/domain/commands.ts';
import type { KeyPress } from '../../../shared/domain/strokes.ts';
import { useCommands, type Runs } from '../commands.ts';
import { strokeFrom } from '../keys.ts';

/** A key that moves the focus, by the grid pattern (focus.ts). */
interface Movement {
  readonly key: string;
  readonly ctrl: boolean;
  /** Selects on the way. */
  readonly extend: boolean;
}

const EXTENDS = commandOf('grid.extend').keys;

/** What a table does with a key: one of its commands, a movement, or nothing. */
export function actionFor(press: KeyPress, runs: Runs): (() => void) | Movement | undefined {
  const stroke = strokeFrom(press);
  if (stroke === undefined) return undefined;
  const id = COMMAND_IDS.find((each) => {
    const { where, keys } = commandOf(each);
    return where === 'grid' && runs[each] && keys.includes(stroke);
  });
  // Text marked with the mouse is what its copy means.
  if (id === 'grid.copy' && window.getSelection()?.isCollapsed === false) return undefined;
  const run = id === undefined ? undefined : runs[id];
  if (run) return run;
  const extend = EXTENDS.includes(stroke);
  const ctrl = press.ctrlKey || press.metaKey;
  if (press.altKey || (press.shiftKey && !extend)) return undefined;
  return { key: press.key.length === 1 ? stroke : press.key, ctrl, extend };
}

/** Offers the commands of the table that the screen is about to palette and menu; its keys work in every table. */
export function useGridCommands(main: boolean, runs: Runs): Runs {
  useCommands(main ? runs : {});
  return runs;
}
