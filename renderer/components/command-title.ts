import { commandOf, type CommandId } from '../../shared/domain/commands.ts';
import { strokeText } from '../../shared/domain/strokes.ts';
import { IS_MAC } from './platform.ts';

/** The first key of a command, as it is declared; for a button's `hint`. */
export const keyOf = (id: CommandId): string => commandOf(id).keys[0] ?? '';

/** A tooltip: what a control does, and the key that does the same. `Portfolio (G P)` */
export function commandTitle(id: CommandId, label: string = commandOf(id).title): string {
  const key = keyOf(id);
  return key === '' ? label : `${label} (${strokeText(key, IS_MAC)})`;
}
