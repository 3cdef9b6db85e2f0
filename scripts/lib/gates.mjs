import { at, node24, tools } from './paths.mjs';
import { run } from './run.mjs';

/**
 * The gates that answer yes or no. Each stands for one passed or failed in the closing count, and prints what it found
 * only when it failed.
 */
export const gates = {
  format: { title: 'format', tool: tools.oxfmt, args: ['--check', '.'] },
  lint: { title: 'lint', tool: tools.oxlint, args: ['--type-aware', '--deny-warnings'] },
  types: { title: 'types', tool: tools.tsc, args: ['-b'] },
  pack: { title: 'packed app', tool: at('scripts', 'pack-check.mjs'), args: [] },
  deb: { title: 'Debian package', tool: at('scripts', 'pack-deb.mjs'), args: [] },
};

/** @returns {Promise<{passed: number, failed: number, skipped: number, output: string}>} */
export async function gate({ tool, args }) {
  const { code, output } = await run(node24(), [tool, ...args]);
  return {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    output: code === 0 ? '' : output,
  };
}
