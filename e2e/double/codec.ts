/**
 * Values as JSON text and back, with the reach and the refusals of structured cloning: what Electron's IPC and its
 * context bridge do in native code. Used in Node and, as source text, in both worlds of a page: nothing outside the
 * function may be used.
 */
export interface Codec {
  /** `lend` takes what cannot be copied (functions, promises) where a boundary can proxy it. */
  encode(value: unknown, lend?: (value: object) => unknown): unknown;
  decode(packed: unknown, borrow?: (packed: Packed) => unknown): unknown;
}

/** A value that JSON has no form for: `$` says which kind. */
export interface Packed {
  readonly $: string;
  readonly v?: unknown;
  readonly c?: string;
  readonly id?: string;
}

export function createCodec(): Codec {
  const UNCLONABLE = 'An object could not be cloned.';
  const ARRAYS: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const ERRORS: Readonly<Record<string, new (message: string) => Error>> = {
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
  };

  const base = {
    refuse(text: string): never {
      throw new DOMException(text, 'DataCloneError');
    },
    toBase64(bytes: Uint8Array): string {
      let text = '';
      for (let i = 0; i < bytes.length; i += 32_768) {
        text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      }
      return btoa(text);
    },
    fromBase64(text: string): ArrayBuffer {
      return Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0).buffer;
    },
  };

  function encode(
    value: unknown,
    lend: ((value: object) => unknown) | undefined,
    above: ReadonlySet<object>,
  ): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
      case 'undefined':
        return { $: 'undefined' };
      case 'bigint':
        return { $: 'bigint', v: String(value) };
      case 'symbol':
        return base.refuse(UNCLONABLE);
      case 'function':
        return lend ? lend(value) : base.refuse(UNCLONABLE);
      default:
        return value === null ? null : encodeObject(value as object, lend, above);
    }
  }

  function encodeObject(
    value: object,
    lend: ((value: object) => unknown) | undefined,
    above: ReadonlySet<object>,
  ): unknown {
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] };
    if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack] };
    if (value instanceof ArrayBuffer)
      return { $: 'buffer', v: base.toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return {
        $: 'array',
        c: Object.prototype.toString.call(value).slice(8, -1),
        v: base.toBase64(bytes),
      };
    }
    if (lend && 'then' in value && typeof value.then === 'function') return lend(value);
    const node = typeof Node !== 'undefined' && value instanceof Node;
    if (node || value instanceof WeakMap || value instanceof WeakSet)
      return base.refuse(UNCLONABLE);
    if (above.has(value)) return base.refuse('The Electron double carries no cyclic values.');
    const inside = new Set(above).add(value);
    const inner = (item: unknown): unknown => encode(item, lend, inside);
    if (Array.isArray(value)) return { $: 'list', v: value.map(inner) };
    if (value instanceof Map) {
      return { $: 'map', v: [...value].map(([key, item]) => [inner(key), inner(item)]) };
    }
    if (value instanceof Set) return { $: 'set', v: [...value].map(inner) };
    return { $: 'object', v: Object.entries(value).map(([key, item]) => [key, inner(item)]) };
  }

  function decodeError([name, message, stack]: [string, string, string]): Error {
    const error = new (ERRORS[name] ?? Error)(message);
    error.name = name;
    error.stack = stack;
    return error;
  }

  function decode(packed: unknown, borrow: ((packed: Packed) => unknown) | undefined): unknown {
    if (packed === null || typeof packed !== 'object') return packed;
    const { $, v, c } = packed as Packed;
    const inner = (item: unknown): unknown => decode(item, borrow);
    const pairs = (): [unknown, unknown][] =>
      (v as [unknown, unknown][]).map(([key, item]) => [inner(key), inner(item)]);
    switch ($) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(v as string);
      case 'date':
        return new Date(v as number);
      case 'regexp':
        return new RegExp(...(v as [string, string]));
      case 'error':
        return decodeError(v as [string, string, string]);
      case 'buffer':
        return base.fromBase64(v as string);
      case 'array':
        return new (ARRAYS[c ?? ''] ?? Uint8Array)(base.fromBase64(v as string));
      case 'list':
        return (v as unknown[]).map(inner);
      case 'map':
        return new Map(pairs());
      case 'set':
        return new Set((v as unknown[]).map(inner));
      case 'object':
        return Object.fromEntries(pairs());
      default:
        return borrow ? borrow(packed as Packed) : base.refuse(UNCLONABLE);
    }
  }

  return {
    encode: (value, lend) => encode(value, lend, new Set()),
    decode: (packed, borrow) => decode(packed, borrow),
  };
}
