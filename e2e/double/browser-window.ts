import { EventEmitter } from 'node:events';
import type { BrowserContext, Page } from 'playwright-core';
import type { Codec } from './codec.ts';
import { PageHost } from './page-host.ts';
import type { Network } from './session.ts';
import { type OpenHandler, WebContents } from './web-contents.ts';

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
  };
}

export interface WindowNeeds {
  readonly app: EventEmitter;
  readonly codec: Codec;
  readonly network: Network;
  isReady(): boolean;
  isQuitting(): boolean;
  quit(): void;
  context(): Promise<BrowserContext>;
  invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown>;
  emitSend(channel: string, event: object, args: readonly unknown[]): void;
}

/** The windows of one launch. */
export class Windows {
  readonly needs: WindowNeeds;
  readonly open = new Map<number, DoubleWindow>();
  readonly pages = new WeakMap<DoubleWindow, Page>();
  focused: DoubleWindow | null = null;
  #lastId = 0;

  constructor(needs: WindowNeeds) {
    this.needs = needs;
  }
  nextId(): number {
    return ++this.#lastId;
  }
  /** Closes all in turn; false when one prevented it. */
  closeAll(): boolean {
    for (const window of this.open.values()) {
      window.close();
      if (!window.isDestroyed()) return false;
    }
    return true;
  }
}

export class DoubleWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #all: Windows;
  readonly #options: WindowOptions;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #host: PageHost | undefined;
  #visible: boolean;
  #minimized = false;

  constructor(all: Windows, options: WindowOptions = {}) {
    super();
    if (!all.needs.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {};
    if (sandbox === false || contextIsolation === false || nodeIntegration) {
      throw new Error('the Electron double models sandboxed, isolated pages only');
    }
    this.id = all.nextId();
    this.#all = all;
    this.#options = options;
    this.#visible = options.show !== false;
    this.webContents = new WebContents(this.id, {
      host: () => this.#host,
      isDestroyed: () => this.isDestroyed(),
      setOpenHandler: (handler) => {
        this.#openHandler = handler;
      },
    });
    all.open.set(this.id, this);
    all.needs.app.emit('web-contents-created', {}, this.webContents);
    all.needs.app.emit('browser-window-created', {}, this);
  }
  async loadURL(url: string): Promise<void> {
    this.#host ??= await this.#open();
    await this.#host.load(url);
    this.webContents.emit('dom-ready', {});
    this.webContents.emit('did-finish-load', {});
    this.emit('ready-to-show');
  }
  show(): void {
    this.#visible = true;
    this.focus();
    this.emit('show');
  }
  focus(): void {
    this.#all.focused = this;
    this.emit('focus');
  }
  isFocused(): boolean {
    return this.#all.focused === this;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  minimize(): void {
    this.#minimized = true;
    this.#loseFocus();
    this.emit('minimize');
  }
  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  isDestroyed(): boolean {
    return !this.#all.open.has(this.id);
  }
  close(): void {
    if (!this.#isPrevented(this, 'close', {})) this.destroy();
  }
  destroy(): void {
    void this.#host?.close();
    this.#closed();
  }

  async #open(): Promise<PageHost> {
    const { needs, pages } = this.#all;
    const { width = 800, height = 600, webPreferences } = this.#options;
    const event = (): object => ({
      sender: this.webContents,
      senderFrame: this.webContents.mainFrame,
    });
    const host = await PageHost.open({
      context: await needs.context(),
      codec: needs.codec,
      network: needs.network,
      size: { width, height },
      preload: webPreferences?.preload,
      grants: (permission) => needs.network.grants(this.webContents, permission),
      mayNavigate: (url) => !this.#isPrevented(this.webContents, 'will-navigate', { url }),
      onPopup: (url) => {
        if (this.#openHandler({ url }).action === 'allow') {
          this.webContents.emit('did-create-window', {}, { url });
        }
      },
      onInvoke: (channel, args) => needs.invoke(channel, event(), args),
      onSend: (channel, args) => needs.emitSend(channel, event(), args),
      onClosed: () => this.#closed(),
    });
    pages.set(this, host.page);
    return host;
  }

  #isPrevented(emitter: EventEmitter, name: string, details: object): boolean {
    let prevented = false;
    emitter.emit(name, {
      ...details,
      preventDefault() {
        prevented = true;
      },
    });
    return prevented;
  }

  #loseFocus(): void {
    if (this.#all.focused === this) this.#all.focused = null;
  }

  #closed(): void {
    const { open, needs } = this.#all;
    if (!open.delete(this.id)) return;
    this.#loseFocus();
    this.emit('closed');
    if (open.size > 0 || needs.isQuitting()) return;
    if (needs.app.listenerCount('window-all-closed') > 0) needs.app.emit('window-all-closed');
    else needs.quit();
  }
}

/** `BrowserWindow` as a launch's own code sees it. */
export interface WindowClass {
  new (options?: WindowOptions): DoubleWindow;
  getAllWindows(): DoubleWindow[];
  getFocusedWindow(): DoubleWindow | null;
  fromWebContents(contents: WebContents): DoubleWindow | null;
}

export function windowClassOf(all: Windows): WindowClass {
  return class BrowserWindow extends DoubleWindow {
    constructor(options?: WindowOptions) {
      super(all, options);
    }
    static getAllWindows(): DoubleWindow[] {
      return [...all.open.values()];
    }
    static getFocusedWindow(): DoubleWindow | null {
      return all.focused;
    }
    static fromWebContents(contents: WebContents): DoubleWindow | null {
      return all.open.get(contents.id) ?? null;
    }
  };
}
