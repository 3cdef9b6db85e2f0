/** One row of ARCHITECTURE.md's table: what a folder's files may import beside the folder itself. */
export interface Zone {
  readonly folder: string;
  /** Folders and single files; a folder stands for everything below it. */
  readonly imports: readonly string[];
  /** Folders of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages, by name. */
  readonly packages?: readonly string[];
  /** Packages of which only types may be imported. */
  readonly typePackages?: readonly string[];
  /** Whether Node's own modules may be imported. */
  readonly node?: boolean;
  /** Each folder directly below is a zone of its own: one screen never imports another. */
  readonly apart?: boolean;
}

const service = (
  name: string,
  imports: readonly string[],
  packages: readonly string[] = [],
): Zone => ({
  folder: `electron/services/${name}`,
  imports: ['shared', ...imports.map((other) => `electron/services/${other}`)],
  packages,
  node: true,
});

const page = ['react', 'react-dom', '@base-ui/react', 'lucide-react'];
const data = ['@tanstack/react-query', '@tanstack/react-router'];
const tables = ['@tanstack/react-table', '@tanstack/react-virtual'];

export const ZONES: readonly Zone[] = [
  { folder: 'shared/domain', imports: [] },
  { folder: 'shared/scoring', imports: ['shared/domain'] },
  { folder: 'shared/models', imports: ['shared/domain'] },
  { folder: 'shared/learning', imports: ['shared/domain', 'shared/scoring'] },
  { folder: 'shared/testing', imports: ['shared/domain'], types: ['shared/scoring'] },
  { folder: 'shared/reports', imports: ['shared/domain'] },
  { folder: 'shared/contracts', imports: ['shared/domain'], packages: ['zod'] },
  service('sqlite', [], ['better-sqlite3']),
  service('store', ['sqlite']),
  service(
    'extract',
    [],
    ['zod', 'hyparquet', '@aws-sdk/client-s3', '@aws-sdk/credential-providers'],
  ),
  service('sample', []),
  service('sync', ['extract', 'store', 'scores', 'sqlite']),
  service('scores', ['store', 'sqlite']),
  service('people', ['sqlite']),
  service('reports', ['store', 'sqlite'], ['hyparquet-writer']),
  { folder: 'electron/engine', imports: ['electron/services', 'shared'], node: true },
  {
    folder: 'electron/host',
    imports: ['electron/engine', 'electron/services', 'shared'],
    node: true,
  },
  {
    folder: 'electron/main',
    imports: ['shared/contracts', 'shared/domain'],
    packages: ['electron'],
    node: true,
  },
  { folder: 'electron/preload', imports: ['shared/contracts'], packages: ['electron'] },
  { folder: 'renderer/api', imports: ['shared'], packages: ['react', '@tanstack/react-query'] },
  { folder: 'renderer/styles', imports: [] },
  {
    folder: 'renderer/components',
    imports: ['shared/domain', 'shared/contracts/problem.ts', 'renderer/styles'],
    types: ['shared/contracts'],
    packages: [...page, ...tables, '@tanstack/react-router', 'uplot'],
  },
  {
    folder: 'renderer/views',
    imports: ['renderer/api', 'renderer/components', 'renderer/styles', 'shared'],
    packages: [...page, ...data, ...tables],
    apart: true,
  },
  {
    folder: 'renderer/app',
    imports: ['renderer/views', 'renderer/api', 'renderer/components', 'renderer/styles', 'shared'],
    packages: [...page, ...data],
  },
  // What starts the page.
  { folder: 'renderer', imports: ['renderer'], packages: [...page, ...data] },
  {
    folder: 'e2e',
    imports: ['shared', 'electron', 'renderer', 'scripts'],
    packages: [
      'vitest',
      'vite',
      'playwright-core',
      'axe-core',
      'csv-parse',
      'fast-check',
      '@electron/asar',
    ],
    typePackages: ['electron'],
    node: true,
  },
  {
    folder: 'bench',
    imports: ['shared', 'electron/services', 'electron/engine', 'scripts', 'e2e'],
    packages: ['playwright-core', '@duckdb/node-api', 'csv-parse'],
    node: true,
  },
  {
    folder: 'scripts',
    imports: ['shared', 'electron/services', 'electron/engine', 'e2e', 'bench'],
    packages: ['playwright-core', '@electron/asar', 'hyparquet-writer', 'assemblyscript'],
    node: true,
  },
];

/** What a unit test may import wherever it stands, beside what its folder may. */
export const TESTS: Pick<Zone, 'imports' | 'packages' | 'node'> = {
  imports: ['shared'],
  packages: ['vitest', 'fast-check', 'csv-parse', 'hyparquet', 'hyparquet-writer', 'zod'],
  node: true,
};

/** A file's row of the table, the longest folder that holds it; undefined outside the house. */
export function zoneOf(file: string): Zone | undefined {
  return ZONES.filter((zone) => isBelow(file, zone.folder)).toSorted(
    (a, b) => b.folder.length - a.folder.length,
  )[0];
}

/** The folder within which a file may import freely. */
export function unitOf(file: string): string | undefined {
  const zone = zoneOf(file);
  if (!zone?.apart) return zone?.folder;
  return [zone.folder, file.slice(zone.folder.length + 1).split('/')[0]].join('/');
}

export function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
