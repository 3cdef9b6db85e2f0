import type { Page } from 'playwright-core';
import { openConsole } from './lib/console-page.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { scoredBook } from './lib/scored-book.ts';

/** What a person types into the palette: names of places, accounts and screens, common and rare. */
const TYPED = ['berlin', 'tower 2', 'group', 'lon', 'north 1', 'data health', 'qzx'];

/**
 * The console in a real Chromium: from the key to the frame that shows what it did. The page runs beside the engine and
 * the measuring on the same cores, as on a laptop.
 */
export async function consoleBench({ quick, folder }: BenchOptions): Promise<BenchResult> {
  const locations = quick ? 1000 : 13_000;
  const { data, db } = await scoredBook(folder, locations);
  db.close();
  const { page, close } = await openConsole(data);
  const figures: Figure[] = [];
  try {
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('ArrowDown');
    await clock(page);
    const keyed = async (label: string, atMost: number, keys: readonly string[]): Promise<void> => {
      figures.push(...spread(label, atMost, await times(page, keys)));
    };
    await keyed(
      'row to row',
      50,
      Array.from({ length: 40 }, () => 'ArrowDown'),
    );
    await keyed(
      'select a row',
      50,
      Array.from({ length: 20 }, () => 'x'),
    );
    await page.keyboard.press('ArrowRight');
    await keyed(
      'sort by a column',
      50,
      Array.from({ length: 10 }, () => 's'),
    );
    await keyed(
      'select all rows',
      50,
      Array.from({ length: 10 }, () => 'Control+a'),
    );
    const opening: number[] = [];
    for (let i = 0; i < 10; i++) {
      opening.push(...(await times(page, ['Control+k'])));
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').waitFor({ state: 'detached' });
    }
    figures.push(...spread('open the palette', 50, opening));
    figures.push(...spread('a letter in the palette, to its answer', 30, await typing(page)));
  } finally {
    await close();
  }
  return {
    name: 'console',
    title: `The console: ${locations.toLocaleString('en-US')} offices in Chromium`,
    about:
      'From the key to the frame that shows what it did; the palette to the answer of the search.',
    figures,
  };
}

interface Clock {
  start: number;
  readonly taken: number[];
}
/** What the page knows while it is timed. */
interface Timed {
  clock: Clock;
}

/** Starts at each key; ends once the frame after the change has been painted. */
async function clock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scope = globalThis as unknown as Timed;
    scope.clock = { start: 0, taken: [] };
    const painted = (): void =>
      void requestAnimationFrame(() =>
        setTimeout(() => {
          if (scope.clock.start > 0) scope.clock.taken.push(performance.now() - scope.clock.start);
          scope.clock.start = 0;
        }),
      );
    document.addEventListener(
      'keydown',
      ({ key }) => (scope.clock.start = key === 'Escape' ? 0 : performance.now()),
      true,
    );
    new MutationObserver(() => {
      // The palette shows the answer of before until the next is there, and says nothing meanwhile.
      const said = document.querySelector('[role=dialog] [role=status]');
      if (scope.clock.start > 0 && said?.textContent !== '') painted();
    }).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

async function times(page: Page, keys: readonly string[]): Promise<readonly number[]> {
  const all: number[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
    all.push(
      ...(await page.evaluate(() => (globalThis as unknown as Timed).clock.taken.splice(0))),
    );
  }
  return all;
}

async function typing(page: Page): Promise<readonly number[]> {
  const all: number[] = [];
  for (const text of TYPED) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await times(page, []);
    all.push(...(await times(page, text.split(''))));
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
  }
  return all;
}

function spread(label: string, atMost: number, taken: readonly number[]): readonly Figure[] {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [
    { label, value: at(0.5), unit: 'ms', atMost, note: `${sorted.length} times, median` },
    { label: `${label}, p95`, value: at(0.95), unit: 'ms' },
  ];
}
