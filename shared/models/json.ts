/** Where a text stops being JSON. Lines and columns count from 1. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  /** What stands there, a few characters; empty at the end of the text. */
  readonly found: string;
}

export type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: JsonProblem };

export function readJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const place = Math.min(statedPlace(error) ?? firstNoToken(text), text.length);
    const before = text.slice(0, place);
    const line = before.split('\n').length;
    return {
      ok: false,
      problem: {
        line,
        column: place - before.lastIndexOf('\n'),
        found: text.slice(place, place + 12).split(/[\s,\]}]/, 1)[0] || text.charAt(place),
      },
    };
  }
}

/** The engine names the place of most mistakes, but not of an unknown word or of a text that ends too early. */
function statedPlace(error: unknown): number | undefined {
  const place = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return place === undefined ? undefined : Number(place);
}

const TOKEN =
  /[\s]*(?:[{}[\],:]|"(?:[^"\\\t\n\r]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/y;

/** Place of the first characters that no JSON is made of, `NaN` for one; the end where there are none. */
function firstNoToken(text: string): number {
  TOKEN.lastIndex = 0;
  let end = 0;
  while (TOKEN.test(text)) end = TOKEN.lastIndex;
  return end + (/^\s*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0);
}

export function placeOf({ line, column, found }: JsonProblem): string {
  return found === ''
    ? `it ends too early, in line ${line}`
    : `line ${line}, column ${column}, at ‘${found}’`;
}
