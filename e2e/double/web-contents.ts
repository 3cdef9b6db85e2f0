import { EventEmitter } from 'node:events';
import type { PageHost } from './page-host.ts';

export type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** What a window's contents need of the window. */
export interface ContentsNeeds {
  host(): PageHost | undefined;
  isDestroyed(): boolean;
  setOpenHandler(handler: OpenHandler): void;
}

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly #needs: ContentsNeeds;

  constructor(id: number, needs: ContentsNeeds) {
    super();
    this.id = id;
    this.#needs = needs;
  }
  get mainFrame(): { readonly url: string; readonly parent: null } {
    return { url: this.getURL(), parent: null };
  }
  getURL(): string {
    return this.#needs.host()?.url ?? '';
  }
  isDestroyed(): boolean {
    return this.#needs.isDestroyed();
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#needs.setOpenHandler(handler);
  }
  /** Chromium under the double has no such switch for one page; what pages send by UDP, no test hears. */
  setWebRTCIPHandlingPolicy(_policy: string): void {}
  send(channel: string, ...args: unknown[]): void {
    this.#needs.host()?.emit(channel, args);
  }
}
