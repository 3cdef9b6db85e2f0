import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { sharedBrowser } from '../double/browser.ts';
import { waitFor } from './wait-for.ts';

export interface PageUnderTest {
  readonly page: Page;
  /** With port and token, as a person would copy it. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S*/;

/** The same console on the loopback page: the built command line serves it, Chromium opens it. */
export async function startOnPage(appPath: string, dataFolder: string): Promise<PageUnderTest> {
  const server = spawn(
    process.execPath,
    [path.join(appPath, 'out/host/atrium.js'), 'serve', '--no-open', '--data', dataFolder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  server.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const address = await waitFor('the address of the page', () => {
    if (server.exitCode !== null) throw new Error(`the page ended before it was open: ${said}`);
    return ADDRESS.exec(said)?.[0];
  });

  const browser = await sharedBrowser(findChromium() ?? '');
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    address,
    async close() {
      await context.close();
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
  };
}
