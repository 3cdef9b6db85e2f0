import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

const HOST = path.join(import.meta.dirname, '..', '..', 'out', 'host', 'atrium.js');
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S*/;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'];

/** A browser of this computer, or the one that ATRIUM_CHROMIUM names. */
function browserPath(): string {
  const named = process.env['ATRIUM_CHROMIUM'];
  if (named) return named;
  for (const name of BROWSERS) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: 'pipe' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('no Chromium, Chrome or Edge was found; ATRIUM_CHROMIUM names one');
}

/** The built console over a data folder, served by the command line to a real Chromium. */
export async function openConsole(
  data: string,
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const server = spawn(process.execPath, [HOST, 'serve', '--no-open', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = (await once(server.stdout, 'data')) as [Buffer];
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  await page.goto(ADDRESS.exec(said.toString())?.[0] ?? '');
  return {
    page,
    async close() {
      await browser.close();
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
  };
}
