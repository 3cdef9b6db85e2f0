import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, wherever the command was called from. */
export const root = path.resolve(fileURLToPath(new URL('../../', import.meta.url)));

export const at = (...parts) => path.join(root, ...parts);

/**
 * The Node the product is built, tested and served with: the one in node_modules (better-sqlite3 13 and vitest 5
 * do not run on Node 20), else the running one when it is new enough, else undefined.
 */
export function node24() {
  const own = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

/** The JavaScript behind a tool of node_modules: what stands in .bin is a shell script on Windows. */
export const tools = {
  vite: at('node_modules', 'vite', 'bin', 'vite.js'),
  vitest: at('node_modules', 'vitest', 'vitest.mjs'),
  tsc: at('node_modules', 'typescript', 'bin', 'tsc'),
  oxlint: at('node_modules', 'oxlint', 'bin', 'oxlint'),
  oxfmt: at('node_modules', 'oxfmt', 'bin', 'oxfmt'),
};

/** Where the person stands: npm moves to the repository's folder first, and remembers where it was called. */
export const calledFrom = () =>
  process.env.npm_lifecycle_event && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd();
