import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const BUILT = [
  'electron/main.js',
  'electron/preload.cjs',
  'electron/engine.js',
  'renderer/index.html',
];

/** Runs once before the e2e tests: they test what was built, so it has to be there. */
export default function setup(): void {
  const missing = BUILT.filter((file) => !existsSync(path.join(root, 'out', file)));
  if (missing.length > 0) {
    throw new Error(`not built yet: ${missing.join(', ')} in out/ (npm run build)`);
  }
}
