import type { ColumnType } from '../../../../shared/domain/company-facts.ts';
import { SCANNER } from './scanner-wasm.ts';

/** What a field holds; scanner.as says the same. */
export const KIND = {
  integer: 0,
  truth: 1,
  decimal: 2,
  day: 3,
  company: 4,
  office: 5,
  text: 6,
  moment: 7,
  number: 8,
  truthText: 9,
  date: 10,
  whole: 11,
  unknown: 12,
} as const;

/** Flags of a field. */
export const REQUIRED = 1;
export const PADDED = 2;
/** Its cells are doubles, else floats. */
export const WIDE = 4;

/** Kinds of measures and of attributes by type. */
export const MEASURE: Readonly<Record<ColumnType, number | undefined>> = {
  integer: KIND.integer,
  boolean: KIND.truth,
  decimal: KIND.decimal,
  real: KIND.decimal,
  id: undefined,
  text: undefined,
  date: undefined,
  timestamp: undefined,
};
export const ATTRIBUTE: Readonly<Record<ColumnType, number>> = {
  id: KIND.text,
  text: KIND.text,
  date: KIND.date,
  timestamp: KIND.moment,
  integer: KIND.whole,
  decimal: KIND.number,
  real: KIND.number,
  boolean: KIND.truthText,
};

/** How a new value's bytes become one. */
export const NEW = { text: 0, number: 1, ask: 2 } as const;
/** Why a call came back. */
export const REASON = { more: 0, full: 1, doubt: 2, asked: 3 } as const;

/** What is needed of https://www.w3.org/TR/wasm-js-api-2/: no library in use here declares it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: Readonly<Record<string, unknown>>;
  };
};

interface Global {
  readonly value: number;
}

interface Exports {
  /** Moves when it grows. */
  readonly memory: { readonly buffer: ArrayBuffer };
  reset(this: void): void;
  begin(
    this: void,
    fields: number,
    delimiter: number,
    emptyIsUnknown: number,
    measures: number,
    attributes: number,
  ): void;
  mark(this: void, bytes: bigint, length: number): void;
  day(this: void, low: bigint, high: number): void;
  forget(this: void): void;
  poison(this: void, entry: number): void;
  hash(this: void, from: number, to: number): number;
  take(this: void, at: number, end: number): number;
}

const CONSTANTS = [
  'ROWS',
  'FLOATS_APART',
  'IDS_APART',
  'MAX_FIELDS',
  'INPUT',
  'INPUT_BYTES',
  'FIELDS',
  'FIELD_BYTES',
  'RECORDS',
  'RECORD_BYTES',
  'NAMES',
  'TEXTS',
  'NEWS_AT',
  'NEWS_BYTES',
] as const;
const FOUND = ['rows', 'reason', 'nameBytes', 'textBytes', 'news', 'floatsAt', 'idsAt'] as const;

/** The compiled scanner with a memory of its own. */
export interface Scanner extends Exports {
  readonly is: Readonly<Record<(typeof CONSTANTS)[number], number>>;
  /** What the last call found. */
  readonly found: Readonly<Record<(typeof FOUND)[number], Global>>;
}

let compiled: object | undefined;

function make(): Scanner {
  compiled ??= new WebAssembly.Module(Buffer.from(SCANNER, 'base64'));
  const { exports } = new WebAssembly.Instance(compiled);
  const global = (name: string): Global => exports[name] as Global;
  const named = <T extends string, V>(names: readonly T[], of: (name: T) => V): Record<T, V> =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<T, V>;
  return {
    ...(exports as unknown as Exports),
    is: named(CONSTANTS, (name) => global(name).value),
    found: named(FOUND, global),
  };
}

/** Memory larger than this is not kept for the next day. */
const KEPT_BYTES = 24 << 20;
const idle: Scanner[] = [];

/** A scanner for one day; to be given back, whatever comes of the day. */
export function borrowScanner(): Scanner {
  const scanner = idle.pop() ?? make();
  scanner.reset();
  return scanner;
}

export function giveBack(scanner: Scanner): void {
  if (scanner.memory.buffer.byteLength <= KEPT_BYTES && idle.length === 0) idle.push(scanner);
}
