import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Impacts that keep someone from using the screen. */
const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What axe finds wrong on the page as it is shown now, one line each: rule, place, what to mend. */
export async function findings(page: Page, where: string): Promise<readonly string[]> {
  const { violations } = await page.evaluate(async () => {
    const scope = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return scope.axe.run();
  });
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map((node) => `${where}: ${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
}

/** Axe comes in as a script of the browser itself: the page's own policy would refuse a script element. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(await readFile(AXE, 'utf8'));
}
