import type { Zone } from './rules.ts';

interface Override {
  readonly files: readonly string[];
  readonly excludeFiles: readonly string[];
  readonly rules: { readonly 'no-restricted-imports': readonly ['error', Restrictions] };
}
interface Restrictions {
  readonly patterns: readonly { readonly regex: string; readonly message: string }[];
}

/** Packages that only some zones may import, and that a linter can name without resolving anything. */
const GUARDED = ['electron', 'better-sqlite3', 'react', 'react-dom', 'zod'];

/**
 * The table as `overrides` of .oxlintrc.json, one a zone. The linter sees specifiers as written and not where they
 * lead, so this names the folders a zone must not reach; tests and single files are left to the walk of all imports.
 * Written out by `node e2e/house/write-lint-zones.ts`.
 */
export function lintZones(zones: readonly Zone[]): readonly Override[] {
  return zones
    .filter(({ folder }) => folder.includes('/'))
    .map((zone) => ({
      files: [`${zone.folder}/**`],
      excludeFiles: ['**/*.test.ts', '**/*.test.tsx'],
      rules: { 'no-restricted-imports': ['error', { patterns: patternsOf(zone, zones) }] },
    }));
}

function patternsOf(zone: Zone, zones: readonly Zone[]): Restrictions['patterns'] {
  const message = `${zone.folder} may not import this; see the table in ARCHITECTURE.md.`;
  const folders = zones
    .map(({ folder }) => folder)
    .filter((folder) => folder.includes('/') && folder !== zone.folder)
    .filter((folder) => !allowed(zone, folder))
    .map((folder) => climb(zone.folder, folder));
  const packages = GUARDED.filter((name) => !zone.packages?.includes(name));
  return [
    ...(folders.length > 0 ? [{ regex: `^(?:${folders.join('|')})/`, message }] : []),
    { regex: `^(?:${packages.join('|')})(?:/|$)`, message },
    ...(zone.node ? [] : [{ regex: '^node:', message }]),
  ];
}

const allowed = ({ imports, types = [] }: Zone, folder: string): boolean =>
  [...imports, ...types].some((one) => folder === one || folder.startsWith(`${one}/`));

/** How a specifier from anywhere in `from` begins when it leads to `to`: up some steps, then down what they do not share. */
function climb(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  const shared = a.findIndex((part, i) => part !== b[i]);
  const up = a.length - shared;
  return `(?:\\.\\./){${up},}${b.slice(shared).join('/')}`;
}
