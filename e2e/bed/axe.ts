import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Impacts that keep someone from using the screen. */
const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** All that a theme can break; the other rules are about what is there, in whatever colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong on the page as it is shown now, in both themes, one line each: rule, place, what to mend. */
export async function findings(page: Page, where: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const rules = theme === 'light' ? undefined : OF_COLOURS;
    found.push(...(await violations(page, rules)).map((each) => `${where}, ${theme}: ${each}`));
  }
  return found;
}

async function violations(
  page: Page,
  rules: readonly string[] | undefined,
): Promise<readonly string[]> {
  const results = await page.evaluate(async (only) => {
    const scope = globalThis as unknown as { axe: typeof import('axe-core') };
    return scope.axe.run(only ? { runOnly: [...only] } : {});
  }, rules);
  return results.violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
}

/** Axe comes in as a script of the browser itself: the page's own policy would refuse a script element. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(await readFile(AXE, 'utf8'));
}
