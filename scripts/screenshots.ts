import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { createEngine } from '../electron/engine/create.ts';
import { findChromium } from './find-chromium.mjs';

/**
 * The pictures of the README, from the built console and the sample book at full size:
 * `npm run screenshots [-- --data DIR --out DIR --locations N --width N]`. A data folder that already holds a book is used as it is.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'docs/screenshots' },
    locations: { type: 'string', default: '13000' },
    width: { type: 'string', default: '1440' },
  },
});
const root = path.resolve(import.meta.dirname, '..');
const out = path.resolve(values.out);
const dataFolder = values.data ?? mkdtempSync(path.join(tmpdir(), 'atrium-pictures-'));
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S*/;

/** The office the pictures go to: the first of the account whose story is "fifty offices, five with issues". */
interface Place {
  readonly companyId: string;
  readonly locationId: string;
}

async function prepareBook(): Promise<Place> {
  const engine = createEngine({
    dataFolder,
    version: '0',
    importWorker: new URL('../electron/engine/import-worker.ts', import.meta.url),
    hold: true,
  });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const reply = await engine.handle(name, input, context);
    if (!reply.ok) throw new Error(reply.problem.message);
    return reply.value;
  };
  try {
    const status = (await ask('app.status', {})) as { dataset: { days: number } };
    if (status.dataset.days === 0)
      await ask('sample.open', { locations: Number(values.locations), days: 400, seed: 1 });
    const accounts = (await ask('accounts.list', { sort: 'risk' })) as {
      company_id: string;
      offices: number;
      high: number;
      worst: { location_id: string } | null;
    }[];
    const fifty =
      accounts.find((a) => a.offices === 50 && a.worst) ?? accounts.find((a) => a.worst);
    return { companyId: fifty?.company_id ?? '', locationId: fifty?.worst?.location_id ?? '' };
  } finally {
    await engine.stop();
  }
}

/** Shown, drawn, and nothing says any more that it is being read. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(400);
  await page
    .getByText(/^Reading/)
    .first()
    .waitFor({ state: 'hidden' });
  await page.waitForTimeout(600);
}

const place = await prepareBook();
mkdirSync(out, { recursive: true });
const executablePath = findChromium();
if (!executablePath) throw new Error('no Chromium, Chrome or Edge was found');
const account = `/account/${encodeURIComponent(place.companyId)}`;
const SCREENS: Readonly<Record<string, string>> = {
  portfolio: '/portfolio/offices',
  account,
  office: `/office/${encodeURIComponent(place.companyId)}/${encodeURIComponent(place.locationId)}`,
};

const server = spawn(
  process.execPath,
  [path.join(root, 'out/host/atrium.js'), 'serve', '--no-open', '--data', dataFolder],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const [first] = (await once(server.stdout, 'data')) as [Buffer];
  const address = ADDRESS.exec(first.toString())?.[0] ?? '';
  for (const theme of ['light', 'dark'] as const) await takePictures(address, theme);
} finally {
  await browser.close();
  server.kill('SIGINT');
}

async function takePictures(address: string, theme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: Number(values.width), height: 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(address);
  await page
    .getByText(/^Data to/)
    .first()
    .waitFor();
  for (const [name, hash] of Object.entries(SCREENS)) {
    await page.evaluate((to) => (location.hash = to), hash);
    await settled(page);
    const file = path.join(out, `${name}-${theme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
}
