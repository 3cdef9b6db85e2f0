interface Part {
  readonly at: number;
  readonly part: string;
  readonly marked: boolean;
}

/** What U+2400… draw of the characters below the space. */
const PICTURES = Array.from({ length: 0x20 }, (_, at) => String.fromCharCode(0x2400 + at));

/** Characters that would end a line, show nothing or turn the direction of what follows. */
const visible = (text: string): string =>
  text
    .replaceAll(/\p{Cc}/gu, (c) => PICTURES[c.charCodeAt(0)] ?? '\ufffd')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '');

/** The text cut where marks (`[start, end)`, in order, of its UTF-16 units) begin and end. */
export function shownParts(
  text: string,
  marks: readonly (readonly [number, number])[],
): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  const add = (end: number, marked: boolean): void => {
    if (end > at) parts.push({ at, part: visible(text.slice(at, end)), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of marks) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return parts;
}
