import { EventEmitter } from 'node:events';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** Who answers which channel; the double reads it, the app's code only adds to it. */
export type Handlers = Map<string, Handler>;

export class IpcMain extends EventEmitter {
  readonly #handlers: Handlers;
  constructor(handlers: Handlers) {
    super();
    this.#handlers = handlers;
  }
  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }
}

/** Answers one invoke; rejections carry Electron's own wording, since pages see it. */
export async function invoke(
  handlers: Handlers,
  channel: string,
  event: object,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, {
      cause: error,
    });
  }
}
