import type { Codec, Packed } from './codec.ts';

/**
 * One end of the context bridge. The page and the preload run in two JavaScript worlds over one document; DOM events
 * cross between them at once, and only text travels, so no object of one world is ever seen in the other.
 * Injected as source text: nothing outside the function may be used.
 */
export interface Peer {
  expose(key: string, api: unknown): void;
}

export function createPeer(codec: Codec, role: 'page' | 'preload'): Peer {
  type Message =
    | { k: 'call'; id: string; v: unknown }
    | { k: 'return'; v?: unknown; e?: unknown }
    | { k: 'resolve' | 'reject'; id: string; v: unknown }
    | { k: 'expose'; key: string; v: unknown };
  type Lent = (...args: unknown[]) => unknown;

  const lent = new Map<string, Lent>();
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  const outgoing = `double:from-${role}`;
  const incoming = `double:from-${role === 'page' ? 'preload' : 'page'}`;
  let last = 0;
  let returned: { v?: unknown; e?: unknown } | undefined;

  const send = (message: Message): boolean =>
    document.dispatchEvent(new CustomEvent(outgoing, { detail: JSON.stringify(message) }));
  const encode = (value: unknown): unknown => codec.encode(value, lend);
  const decode = (packed: unknown): unknown => codec.decode(packed, borrow);

  function lend(value: object): Packed {
    const id = `${role}${++last}`;
    if (typeof value === 'function') {
      lent.set(id, value as Lent);
      return { $: 'function', id };
    }
    (value as Promise<unknown>).then(
      (result) => send({ k: 'resolve', id, v: encode(result) }),
      (error: unknown) => send({ k: 'reject', id, v: encode(error) }),
    );
    return { $: 'promise', id };
  }

  function borrow({ $, id = '' }: Packed): unknown {
    if ($ === 'promise') {
      const slot = Promise.withResolvers<unknown>();
      waiting.set(id, slot);
      return slot.promise;
    }
    return (...args: unknown[]) => {
      returned = undefined;
      send({ k: 'call', id, v: encode(args) });
      const answer = returned as { v?: unknown; e?: unknown } | undefined;
      returned = undefined;
      if (answer?.e !== undefined) throw decode(answer.e);
      return decode(answer?.v ?? { $: 'undefined' });
    };
  }

  function callLent(id: string, packed: unknown): Message {
    try {
      const args = decode(packed) as unknown[];
      return { k: 'return', v: encode(lent.get(id)?.(...args)) };
    } catch (error) {
      return { k: 'return', e: encode(error instanceof Error ? error : new Error(String(error))) };
    }
  }

  const deep = {
    freeze(value: unknown): unknown {
      if (typeof value === 'object' && value !== null)
        Object.values(value).forEach((inner) => deep.freeze(inner));
      return Object.freeze(value);
    },
  };

  function expose(key: string, packed: unknown): void {
    if (key in globalThis) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    const value = deep.freeze(decode(packed));
    Object.defineProperty(globalThis, key, { value, enumerable: true });
  }

  function settle(message: { k: 'resolve' | 'reject'; id: string; v: unknown }): void {
    const slot = waiting.get(message.id);
    waiting.delete(message.id);
    slot?.[message.k](decode(message.v));
  }

  document.addEventListener(incoming, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    if (message.k === 'call') send(callLent(message.id, message.v));
    else if (message.k === 'return') returned = message;
    else if (message.k === 'expose') expose(message.key, message.v);
    else settle(message);
  });

  return { expose: (key, api) => void send({ k: 'expose', key, v: encode(api) }) };
}
