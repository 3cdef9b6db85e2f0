import { useEffect, useRef } from 'react';

/** Keys like `/`, `?`, `e`, `Escape`, and sequences like `g p`. */
type KeyMap = Readonly<Record<string, () => void>>;

const SEQUENCE_MS = 1200;
const OFF = 'atrium.single-keys-off';

/** Single letters can be switched off, for those who dictate (WCAG 2.1.4). */
export const singleKeysOn = (): boolean => localStorage.getItem(OFF) === null;
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, '1');
}

/** True where a key belongs to the field or the dialog it is typed into. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest('input, select, textarea, [contenteditable], [role=dialog], [role=menu]') !==
    null
  );
}

/**
 * What a key means after the ones before it: the name to look up, and what is kept for the next key.
 * `g` waits for its second letter when the map has a sequence that starts with it.
 */
export function nextKey(
  pending: string,
  key: string,
  names: readonly string[],
): { readonly name: string | undefined; readonly pending: string } {
  const one = key.length === 1 ? key.toLowerCase() : key;
  const two = `${pending} ${one}`;
  if (pending && names.includes(two)) return { name: two, pending: '' };
  if (names.some((name) => name.startsWith(`${one} `))) return { name: undefined, pending: one };
  return { name: names.includes(one) ? one : undefined, pending: '' };
}

/**
 * Keys for as long as the component is shown. A key that something nearer to the focus has used is left alone.
 * `first`: a screen's keys, which mean what they say there before the window gives them its own meaning.
 */
export function useKeys(map: KeyMap, { first = false }: { readonly first?: boolean } = {}): void {
  const now = useRef(map);
  useEffect(() => {
    now.current = map;
  });
  useEffect(() => {
    let pending = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing(event.target) || (event.key.length === 1 && !singleKeysOn())) return;
      const next = nextKey(pending, event.key, Object.keys(now.current));
      clearTimeout(timer);
      pending = next.pending;
      if (pending) timer = setTimeout(() => (pending = ''), SEQUENCE_MS);
      const act = next.name === undefined ? undefined : now.current[next.name];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey, first);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey, first);
    };
  }, [first]);
}
