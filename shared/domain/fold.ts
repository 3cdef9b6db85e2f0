/**
 * Letters that Unicode does not decompose, as people without them on their keyboard type them: CLDR's `Latin-ASCII`
 * (https://github.com/unicode-org/cldr/blob/main/common/transforms/Latin-ASCII.xml).
 */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Text as it is compared in searches: accents, case and width of letters do not matter. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter);
}

/** The words of a query, folded; letters and digits of any script count, the rest parts them. */
export function wordsOf(query: string): readonly string[] {
  return folded(query).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Where the words stand in a text, as `[start, end)` of its UTF-16 units, in order and apart. */
export function marksIn(
  text: string,
  words: readonly string[],
): readonly (readonly [number, number])[] {
  // Folding may change lengths (ß → ss), so each folded unit remembers which letter it came from.
  let plain = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const letter of text) {
    const part = folded(letter);
    for (let i = 0; i < part.length; i++) {
      from.push(at);
      to.push(at + letter.length);
    }
    plain += part;
    at += letter.length;
  }
  const found: [number, number][] = [];
  for (const word of words) {
    const start = startOf(plain, word);
    if (start < 0) continue;
    found.push([from[start] ?? 0, to[start + word.length - 1] ?? at]);
  }
  const apart: [number, number][] = [];
  for (const mark of found.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else apart.push(mark);
  }
  return apart;
}

/** The start of a word is what a person means; inside of one only where none starts so. */
function startOf(plain: string, word: string): number {
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '')) return at;
  }
  return plain.indexOf(word);
}
