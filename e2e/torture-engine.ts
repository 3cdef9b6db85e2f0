// `npm run torture:engine -- [KILLS] [SEED]`: kills the window's engine with SIGKILL (100 times unless told) at random
// moments of a sync, a query and an export. Each time the window must stay, its call be answered in words, the next engine
// answer, what a person set be there, and the book, synced to its end, be the one of an undisturbed life.
import { setTimeout as wait } from 'node:timers/promises';
import { callFrom } from './bed/bridge.ts';
import { killDuring, syncBook, WORKS, writeBook } from './bed/engine-kills.ts';
import { freshFolder, launchApp, removeFolder } from './bed/launch-app.ts';
import { closeSharedBrowser } from './double/browser.ts';
import { machine, random } from '../scripts/testing/random.ts';

/** A third crash within a minute is not started again, so a life has two. */
const KILLS_A_LIFE = 2;

/** The longest wait before a kill of each work in milliseconds: about as long as it takes on a slow machine. */
const LONGEST = { sync: 1500, query: 12, export: 15 } as const;

const [kills = 100, seed = 1] = process.argv.slice(2).map(Number);
const dice = random(seed);
const source = freshFolder();
const met: Record<string, number> = {};

async function life(book: string | undefined, many: number, first: number): Promise<string> {
  const folder = freshFolder();
  const app = await launchApp({ dataFolder: folder });
  try {
    const csm = `csm-${first}@atrium.example`;
    await callFrom(app.page, 'settings.set', { myCsm: csm });
    for (let kill = first; kill < first + many; kill++) {
      const work = WORKS[kill % WORKS.length] ?? 'sync';
      if (work !== 'sync') await syncBook(app.page, source);
      const outcome = await killDuring(app, work, source, dice() * LONGEST[work]);
      met[`${work}, ${outcome}`] = (met[`${work}, ${outcome}`] ?? 0) + 1;
      const kept = await callFrom(app.page, 'settings.get', {});
      if (!kept.ok || kept.value.myCsm !== csm)
        throw new Error(`kill ${kill}: what was set is lost`);
      const now = await syncBook(app.page, source);
      if (book !== undefined && now !== book) throw new Error(`kill ${kill}: the book differs`);
    }
    return await syncBook(app.page, source);
  } finally {
    await app.close();
    removeFolder(folder);
  }
}

console.log(machine());
const started = Date.now();
await writeBook(source);
const book = await life(undefined, 0, 0);
for (let kill = 0; kill < kills; kill += KILLS_A_LIFE) {
  await life(book, Math.min(KILLS_A_LIFE, kills - kill), kill);
}
await closeSharedBrowser();
removeFolder(source);
for (const what of Object.keys(met).toSorted((a, b) => a.localeCompare(b))) {
  console.log(`${what}: ${met[what]}`);
}
console.log(`${kills} kills in ${Math.round((Date.now() - started) / 1000)} s; nothing was lost`);
// Processes that were killed may still be closing their pipes.
await wait(100);
process.exit(0);
