/** What of a keyboard event a stroke is made of. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The name of a key as commands are declared: `Mod+Shift+z`, `g`, `?`, `Shift+ArrowDown`. Letters are lower case; Shift
 * is named with letters, spaces and named keys, for symbols it is part of the symbol. A letter of another script is the
 * letter that stands on its key.
 * @param mac ⌘ is Mod; elsewhere Ctrl is
 */
export function strokeOf(press: KeyPress, mac: boolean): string {
  const letter = letterOf(press);
  const named = press.key.length > 1 || letter !== undefined || press.key === ' ';
  const parts: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) parts.push('Mod');
  if (mac && press.ctrlKey) parts.push('Ctrl');
  if (!mac && press.metaKey) parts.push('Meta');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey && named) parts.push('Shift');
  parts.push(letter ?? press.key);
  return parts.join('+');
}

function letterOf({ key, code }: KeyPress): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const onKey = /^Key([A-Z])$/.exec(code ?? '')?.[1];
  return onKey !== undefined && key.length === 1 && key > '~' ? onKey.toLowerCase() : undefined;
}

/** A character that is typed, alone or with Shift: what people who dictate may set off by speaking. */
export const isTyped = (stroke: string): boolean =>
  stroke !== ' ' && stroke !== 'Shift+ ' && /^(Shift\+)?.( .)?$/u.test(stroke);

/**
 * What a stroke means after the one before it: the name to look up, and what is kept for the next stroke. `g` waits for
 * its second letter when a name starts with it.
 */
export function nextStroke(
  pending: string,
  stroke: string,
  names: readonly string[],
): { readonly name: string | undefined; readonly pending: string } {
  const two = `${pending} ${stroke}`;
  if (pending && names.includes(two)) return { name: two, pending: '' };
  if (names.some((name) => name.length > 2 && name.startsWith(`${stroke} `)))
    return { name: undefined, pending: stroke };
  return { name: names.includes(stroke) ? stroke : undefined, pending: '' };
}

const CAPS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};
const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };
/** The order in which macOS writes them. */
const MAC_ORDER = ['Ctrl', 'Alt', 'Shift', 'Mod'];

/** A stroke as it is printed, one text for each key cap: `['Ctrl', 'K']`, on macOS `['⌘K']`; `['G', 'P']`. */
export function capsOf(stroke: string, mac: boolean): readonly string[] {
  if (/^\S \S$/u.test(stroke)) return stroke.split(' ').map(cap);
  const parts = stroke.split('+');
  const held = parts.slice(0, -1);
  const key = cap(parts.at(-1) ?? '');
  if (!mac) return [...held.map((each) => (each === 'Mod' ? 'Ctrl' : each)), key];
  const signs = MAC_ORDER.filter((each) => held.includes(each)).map((each) => MAC[each] ?? each);
  return [[...signs, key].join('')];
}

export const strokeText = (stroke: string, mac: boolean): string => capsOf(stroke, mac).join(' ');

const cap = (key: string): string => CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** The same for assistive technology (aria-keyshortcuts), where a sequence cannot be said. */
export function ariaKeys(strokes: readonly string[], mac: boolean): string | undefined {
  const said = strokes
    .filter((stroke) => !/^\S \S$/u.test(stroke))
    .map((stroke) =>
      stroke.replace('Mod', mac ? 'Meta' : 'Control').replace(/(^|\+) $/, '$1Space'),
    );
  return said.length === 0 ? undefined : said.join(' ');
}
