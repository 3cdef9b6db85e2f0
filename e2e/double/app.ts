import { EventEmitter } from 'node:events';
import path from 'node:path';

export interface AppConfig {
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
  readonly userData: string;
}

export interface AppNeeds {
  /** Closes every window in turn; false when one of them said no. */
  closeWindows(): Promise<boolean>;
  /** Ends everything that belongs to this launch. */
  endAll(): Promise<void>;
}

/** Where a launch stands, for those who drive it; the app's own code sees only what Electron offers. */
export class AppLife {
  readonly ready = Promise.withResolvers<void>();
  readonly exited = Promise.withResolvers<number>();
  isReady = false;
  isQuitting = false;
  isOver = false;
  isSandboxed = false;
}

/** Who holds which folder, as the lock files of real instances would say. */
const locks = new Map<string, EventEmitter>();

export class DoubleApp extends EventEmitter {
  readonly isPackaged = false;
  readonly name: string;
  readonly #config: AppConfig;
  readonly #needs: AppNeeds;
  readonly #life: AppLife;
  readonly #paths = new Map<string, string>();

  constructor(config: AppConfig, needs: AppNeeds, life: AppLife) {
    super();
    this.name = config.name;
    this.#config = config;
    this.#needs = needs;
    this.#life = life;
    this.#paths.set('userData', config.userData);
  }
  whenReady(): Promise<void> {
    return this.#life.ready.promise;
  }
  isReady(): boolean {
    return this.#life.isReady;
  }
  setAsDefaultProtocolClient(): boolean {
    return true;
  }
  getVersion(): string {
    return this.#config.version;
  }
  getAppPath(): string {
    return this.#config.appPath;
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? path.join(this.getPath('userData'), name);
  }
  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }
  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox() works only before app is ready');
    this.#life.isSandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    const holder = locks.get(folder) ?? this;
    locks.set(folder, holder);
    if (holder !== this) holder.emit('second-instance', {}, process.argv, process.cwd(), {});
    return holder === this;
  }
  quit(): void {
    if (this.#life.isQuitting || this.#life.isOver) return;
    if (this.#isPrevented('before-quit')) return;
    this.#life.isQuitting = true;
    void this.#closeAndExit();
  }
  exit(code = 0): void {
    if (this.#life.isOver) return;
    this.#life.isOver = true;
    void this.#end(code);
  }

  #isPrevented(name: string): boolean {
    let prevented = false;
    this.emit(name, {
      preventDefault() {
        prevented = true;
      },
    });
    return prevented;
  }

  async #closeAndExit(): Promise<void> {
    if ((await this.#needs.closeWindows()) && !this.#isPrevented('will-quit')) this.exit(0);
    else this.#life.isQuitting = false;
  }

  async #end(code: number): Promise<void> {
    await this.#needs.endAll();
    for (const [folder, holder] of locks) if (holder === this) locks.delete(folder);
    this.emit('quit', {}, code);
    this.#life.exited.resolve(code);
  }
}
