// What the packaged archive must hold, and what it may hold besides: a closed list, so that a forgotten exclusion shows.
import { builtinModules } from 'node:module';
import path from 'node:path';

const MUST = [
  'package.json',
  'out/electron/main.js',
  'out/electron/preload.cjs',
  'out/electron/engine.js',
  'out/electron/import-worker.js',
  'out/electron/what-if-worker.js',
  'out/electron/learn-worker.js',
  'out/renderer/index.html',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/LICENSE',
];

const MAY = [
  // Code that engine and import thread share.
  /^out\/electron\/part-[\w-]+\.js$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg|png|woff2)$/,
  /^node_modules\/better-sqlite3\/lib\/[\w/-]+\.js$/,
];

/** What the bundles may still import: Electron, the one native package, and Node itself. */
const OUTSIDE = new Set(['electron', 'better-sqlite3', ...builtinModules]);
/**
 * The bundler writes specifiers in double quotes; other quotes are in comments, messages and JSON that came along. A
 * specifier has no spaces, which tells it from code behind a message that ends in “from”.
 */
const IMPORT = /(?<!["'])(?:\bfrom\s*|\bimport\s*|\bimport\(\s*|\brequire\(\s*)"([^"'\s\\]+)"/g;

export interface PackedFile {
  /** Path inside the archive, with slashes. */
  readonly name: string;
  /** True: it lies beside the archive as a file of its own. */
  readonly unpacked: boolean;
}

/**
 * One sentence for each thing that is wrong. `platform` is as better-sqlite3 names its prebuilt binaries, e.g.
 * `linux-x64`.
 */
export function contentProblems(
  files: readonly PackedFile[],
  read: (name: string) => string,
  platform: string,
): string[] {
  const names = new Set(files.map(({ name }) => name));
  const binary = `node_modules/better-sqlite3/prebuilds/${platform}.node`;
  const expected = new Set([...MUST, binary]);
  const missing = [...expected].filter((name) => !names.has(name));
  const extra = files.filter(
    ({ name }) => !expected.has(name) && !MAY.some((pattern) => pattern.test(name)),
  );
  const packedBinary = files.filter(({ name, unpacked }) => name === binary && !unpacked);
  const unpackedOther = files.filter(({ name, unpacked }) => name !== binary && unpacked);
  return [
    ...missing.map((name) => `${name} is missing`),
    ...extra.map(({ name }) => `${name} should not be there`),
    ...packedBinary.map(({ name }) => `${name} is inside the archive, where it cannot be loaded`),
    ...unpackedOther.map(({ name }) => `${name} lies outside the archive`),
    ...[...names].filter(isBundle).flatMap((name) => importProblems(name, read(name), names)),
  ];
}

function isBundle(name: string): boolean {
  return name.startsWith('out/electron/');
}

function importProblems(name: string, text: string, names: ReadonlySet<string>): string[] {
  const wanted = new Set([...text.matchAll(IMPORT)].map(([, specifier = '']) => specifier));
  return [...wanted]
    .filter((specifier) => !isThere(name, specifier, names))
    .map((specifier) => `${name} imports ${specifier}, which is not in the archive`);
}

function isThere(from: string, specifier: string, names: ReadonlySet<string>): boolean {
  if (specifier.startsWith('.')) {
    return names.has(path.posix.join(path.posix.dirname(from), specifier));
  }
  return specifier.startsWith('node:') || OUTSIDE.has(specifier);
}
