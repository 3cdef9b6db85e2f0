import { useEffect } from 'react';
import { commandOf, type CommandId } from '../../shared/domain/commands.ts';
import { isTyped, nextStroke, strokeOf, type KeyPress } from '../../shared/domain/strokes.ts';
import { keyed, runCommand } from './commands.ts';
import { IS_MAC } from './platform.ts';

const SEQUENCE_MS = 1200;
const OFF = 'atrium.single-keys-off';

/** Single letters can be switched off, for those who dictate (WCAG 2.1.4). */
export const singleKeysOn = (): boolean => localStorage.getItem(OFF) === null;
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, '1');
}

/** The stroke of an event, or undefined for letters that are switched off. */
export function strokeFrom(event: KeyPress): string | undefined {
  const stroke = strokeOf(event, IS_MAC);
  return isTyped(stroke) && !singleKeysOn() ? undefined : stroke;
}

const TEXT =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, [contenteditable=""], [contenteditable=true]';

/** Where text is typed, which has an undo and a selection of its own. */
export const inText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT) !== null;

const LAYERS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
const inLayer = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(LAYERS) !== null;

/** A field of any kind, which has a meaning of its own for arrows and Escape. */
const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${TEXT}, input, select`) !== null;

/**
 * Letters count in a table, and where no control has the focus: someone who dictates stands on a control and says words
 * (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html).
 */
const lettersCount = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (target.closest('[role=grid]') !== null ||
    target.closest('a[href], button, summary, [role=tab], [role=switch]') === null);

/** The one place where keys become commands. A key that something nearer to the focus has used is left alone. */
export function useCommandKeys(): void {
  useEffect(() => {
    let pending = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeFrom(event);
      if (stroke === undefined || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return;
      const found = keyed().filter((id) => counts(id, stroke, event.target));
      const next = nextStroke(
        pending,
        stroke,
        found.flatMap((id) => commandOf(id).keys),
      );
      clearTimeout(timer);
      pending = next.pending;
      if (pending) timer = setTimeout(() => (pending = ''), SEQUENCE_MS);
      const { name } = next;
      const id = found.find((each) => name !== undefined && commandOf(each).keys.includes(name));
      if (id === undefined) return;
      event.preventDefault();
      runCommand(id);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** Whether a command hears a stroke made at this place. A table's own keys are its own affair (grid.tsx). */
function counts(id: CommandId, stroke: string, target: EventTarget | null): boolean {
  if (commandOf(id).where === 'grid') return false;
  if (inLayer(target)) return false;
  if (id === 'palette.open') return true;
  if (stroke.startsWith('Mod+')) return !inText(target);
  return !inField(target) && (!isTyped(stroke) || lettersCount(target));
}
