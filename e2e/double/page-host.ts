import type { BrowserContext, CDPSession, Page, Route, WebSocketRoute } from 'playwright-core';
import { toApp, toWeb } from './addresses.ts';
import type { Codec } from './codec.ts';
import { BINDING, HANDLE, pageSource, preloadSource, WORLD } from './inject.ts';
import { applyPermissions } from './permissions.ts';
import type { FromPreload } from './preload-world.ts';
import type { Network } from './session.ts';

export interface HostNeeds {
  readonly context: BrowserContext;
  readonly codec: Codec;
  readonly network: Network;
  readonly size: { readonly width: number; readonly height: number };
  readonly preload: string | undefined;
  /** What the app's permission handlers would answer. */
  grants(permission: string): Promise<boolean>;
  /** The page itself wants to go elsewhere; false keeps it where it is. */
  mayNavigate(url: string): boolean;
  onPopup(url: string): void;
  onInvoke(channel: string, args: readonly unknown[]): Promise<unknown>;
  onSend(channel: string, args: readonly unknown[]): void;
  onClosed(): void;
}

/** A real Chromium page dressed as a window's: protocol handlers answer its requests, a preload runs in its own world. */
export class PageHost {
  readonly page: Page;
  readonly #needs: HostNeeds;
  readonly #cdp: CDPSession;
  /** Unique ids of the preload's worlds by the number Chromium gives each; the newest is the present document's. */
  readonly #worlds = new Map<number, string>();
  #world: string | undefined;
  #loading = false;

  private constructor(needs: HostNeeds, page: Page, cdp: CDPSession) {
    this.#needs = needs;
    this.page = page;
    this.#cdp = cdp;
  }

  static async open(needs: HostNeeds): Promise<PageHost> {
    const page = await needs.context.newPage();
    const host = new PageHost(needs, page, await needs.context.newCDPSession(page));
    await page.setViewportSize(needs.size);
    page.on('close', () => needs.onClosed());
    page.on('popup', (popup) => {
      needs.onPopup(toApp(popup.url()));
      void popup.close();
    });
    await page.route('**/*', (route) => host.#answer(route));
    await page.routeWebSocket(/.*/, (socket) => host.#answerSocket(socket));
    await host.#installPreload();
    await host.#replaceWindowOpen();
    return host;
  }

  /** The present address as Electron would say it. */
  get url(): string {
    return toApp(this.page.url());
  }

  async load(url: string): Promise<void> {
    this.#loading = true;
    await applyPermissions(this.#cdp, toWeb(url), (permission) => this.#needs.grants(permission));
    try {
      await this.page.goto(toWeb(url), { waitUntil: 'load' });
    } finally {
      this.#loading = false;
    }
  }

  /** Sends to the preload of the present document; lost when there is none, as in Electron. */
  emit(channel: string, args: readonly unknown[]): void {
    this.#tell(this.#world, 'emit', [channel, this.#needs.codec.encode(args)]);
  }

  async close(): Promise<void> {
    await this.page.close().catch(() => undefined);
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    const leaving = request.isNavigationRequest() && request.frame() === this.page.mainFrame();
    if (leaving && !this.#loading && !this.#needs.mayNavigate(url)) return route.abort('aborted');
    if (!(await this.#needs.network.mayLoad(url, request.method(), request.resourceType()))) {
      return route.abort('blockedbyclient');
    }
    const handler = this.#needs.network.handlerFor(url);
    // No test reaches a network, whatever the app allows; a server of the test's own is none.
    if (!handler) return isHere(url) ? route.continue() : route.abort('namenotresolved');
    const body = request.postDataBuffer();
    const response = await handler(
      new Request(url, {
        method: request.method(),
        headers: Object.entries(request.headers()).filter(([name]) => !name.startsWith(':')),
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  async #answerSocket(socket: WebSocketRoute): Promise<void> {
    const url = socket.url();
    const allowed = await this.#needs.network.mayLoad(url, 'GET', 'webSocket');
    if (allowed && isHere(url)) socket.connectToServer();
    else await socket.close();
  }

  async #installPreload(): Promise<void> {
    const { preload } = this.#needs;
    if (preload === undefined) return;
    const cdp = this.#cdp;
    await cdp.send('Page.enable');
    const { frameTree } = await cdp.send('Page.getFrameTree');
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (context.name !== WORLD || frameId !== frameTree.frame.id) return;
      this.#worlds.set(context.id, context.uniqueId);
      this.#world = context.uniqueId;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return;
      void this.#fromPreload(
        this.#worlds.get(executionContextId),
        JSON.parse(payload) as FromPreload,
      );
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource() });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadSource(preload),
      worldName: WORLD,
    });
  }

  async #fromPreload(world: string | undefined, message: FromPreload): Promise<void> {
    const needs = this.#needs;
    const { codec } = needs;
    const args = codec.decode(message.v) as unknown[];
    if (message.k === 'send') {
      needs.onSend(message.channel, args);
      return;
    }
    try {
      const value = codec.encode(await needs.onInvoke(message.channel, args));
      this.#tell(world, 'settle', [message.id, true, value]);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#tell(world, 'settle', [message.id, false, text]);
    }
  }

  #tell(world: string | undefined, method: 'emit' | 'settle', args: readonly unknown[]): void {
    if (world === undefined || this.page.isClosed()) return;
    const expression = `globalThis.${HANDLE}.${method}(...${JSON.stringify(args)})`;
    // The document may be gone by the time the message arrives; Electron loses it then too.
    this.#cdp
      .send('Runtime.evaluate', { uniqueContextId: world, expression })
      .catch(() => undefined);
  }

  /** A denied `window.open` gives null in Electron; Chromium's own would give a window that is closed at once. */
  async #replaceWindowOpen(): Promise<void> {
    await this.page.exposeBinding('__doubleWindowOpen', (_source, url: string) => {
      this.#needs.onPopup(toApp(url));
    });
    await this.page.addInitScript(() => {
      const scope = globalThis as unknown as Record<string, unknown>;
      const report = scope['__doubleWindowOpen'] as (url: string) => Promise<void>;
      delete scope['__doubleWindowOpen'];
      scope['open'] = (url: string = 'about:blank') => {
        void report(new URL(url, location.href).href);
        return null;
      };
    });
  }
}

function isHere(address: string): boolean {
  return URL.parse(address)?.hostname === '127.0.0.1';
}
