import type { Page } from 'playwright-core';
import type { Keychain } from '../double/safe-storage.ts';

/** What a person answers in a file dialog. */
export interface FileAnswer {
  readonly canceled?: boolean;
  readonly filePaths?: readonly string[];
  readonly filePath?: string;
}

/**
 * The started app as tests see it, whether it runs under the double or in real Electron. Tests use only this and the
 * page, so that one suite says the same of both.
 */
export interface AppUnderTest {
  readonly page: Page;
  readonly dataFolder: string;
  /** The next file dialog is answered with this. */
  readonly answerDialog: (answer: FileAnswer) => Promise<void>;
  /** Texts of the error boxes shown so far. */
  readonly errorBoxes: () => Promise<readonly string[]>;
  /** Addresses handed to the person's browser so far. */
  readonly openedLinks: () => Promise<readonly string[]>;
  /** What the operating system has to protect secrets with. */
  readonly chooseKeychain: (keychain: Keychain) => Promise<void>;
  /** What the computer's network settings say of every address, as a PAC file would. */
  readonly chooseProxy: (answer: string) => Promise<void>;
  /** The computer wakes up from sleep. */
  readonly wakeUp: () => Promise<void>;
  /** Whether every renderer of the app is sandboxed, whatever its window asked for. */
  readonly isSandboxed: () => Promise<boolean>;
  /** Chooses an entry of the native menu by its id. */
  readonly chooseMenu: (id: string) => Promise<void>;
  /** The operating system opens a link `atrium://…` with the app. */
  readonly openLink: (link: string) => Promise<void>;
  readonly windowCount: () => Promise<number>;
  readonly minimize: () => Promise<void>;
  readonly isMinimized: () => Promise<boolean>;
  /** A window that is not the app's own, with a preload that passes messages on raw (`window.raw`). */
  readonly openStrayWindow: (url: string) => Promise<Page>;
  /** Starts the app once more over the same data folder; resolves with that start's exit code. */
  readonly startAgain: () => Promise<number>;
  /** The engine's process, once there is one. */
  readonly enginePid: () => Promise<number>;
  /** Quits as a person would and waits; resolves with the exit code. */
  readonly close: () => Promise<number>;
}

export interface AppOptions {
  /** Kept after the test; without it the app gets a fresh folder that goes away with it. */
  readonly dataFolder?: string;
  /** Where package.json and out/ are; the repository by default, an extracted asar for the packed app. */
  readonly appPath?: string;
}
