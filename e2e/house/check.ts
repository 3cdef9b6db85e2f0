import { builtinModules } from 'node:module';
import path from 'node:path';
import type { Import, SourceFile } from './imports.ts';
import { isBelow, TESTS, unitOf, zoneOf, type Zone } from './rules.ts';

const LONGEST = 400;
const TEST = /\.test\.tsx?$/;

/** Every broken rule of the house as a sentence with the file; empty when the house is in order. */
export function brokenRules(tree: readonly SourceFile[]): readonly string[] {
  return [
    ...tree.flatMap((source) => [...brokenImports(source), ...brokenShape(source)]),
    ...zoneCycles(tree),
  ];
}

function brokenShape({ file, lines, onlyReexports }: SourceFile): readonly string[] {
  const broken: string[] = [];
  if (lines > LONGEST) broken.push(`${file} has ${lines} lines; ${LONGEST} is the most`);
  if (onlyReexports || /(?:^|\/)index\.tsx?$/.test(file)) {
    broken.push(`${file} is a barrel; import from the file that declares`);
  }
  return broken;
}

function brokenImports(source: SourceFile): readonly string[] {
  const zone = zoneOf(source.file);
  if (!zone) return [`${source.file} belongs to no zone of ARCHITECTURE.md`];
  const inTest = TEST.test(source.file);
  return source.imports.flatMap((one) => {
    const target = targetOf(source.file, one.specifier);
    const fine =
      target === undefined
        ? packageAllowed(zone, one, inTest)
        : fileAllowed(source.file, zone, target, one, inTest);
    if (fine) return [];
    const what = one.typeOnly ? 'types of ' : '';
    return [
      `${source.file} imports ${what}${target ?? one.specifier}, which ${zone.folder} may not`,
    ];
  });
}

/** The imported file from the repository's folder; undefined for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const [file = ''] = specifier.split('?', 1);
  return path.posix.join(path.posix.dirname(from), file);
}

function fileAllowed(
  from: string,
  zone: Zone,
  target: string,
  { typeOnly }: Import,
  inTest: boolean,
): boolean {
  const unit = unitOf(from);
  if (unit !== undefined && unit === unitOf(target)) return true;
  const folders = [
    ...zone.imports,
    ...(typeOnly ? (zone.types ?? []) : []),
    ...(inTest ? TESTS.imports : []),
  ];
  return folders.some((folder) => isBelow(target, folder));
}

function packageAllowed(zone: Zone, { specifier, typeOnly }: Import, inTest: boolean): boolean {
  if (specifier.startsWith('node:')) return zone.node === true || inTest;
  // Without `node:` a module of Node's is as good as a package of that name.
  if (builtinModules.includes(specifier)) return false;
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const names = [
    ...(zone.packages ?? []),
    ...(typeOnly ? (zone.typePackages ?? []) : []),
    ...(inTest ? (TESTS.packages ?? []) : []),
  ];
  return names.includes(name);
}

/** Zones that need each other, directly or around several corners; types count too, because readers follow them. */
function zoneCycles(tree: readonly SourceFile[]): readonly string[] {
  const edges = new Map<string, Set<string>>();
  for (const { file, imports } of tree) {
    const from = zoneOf(file)?.folder;
    if (from === undefined || TEST.test(file)) continue;
    for (const { specifier } of imports) {
      const target = targetOf(file, specifier);
      const to = target === undefined ? undefined : zoneOf(target)?.folder;
      if (to === undefined || to === from) continue;
      edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  const zones = [...edges.keys()].toSorted();
  return zones.flatMap((zone) => {
    const way = wayBack(edges, zone);
    // Each cycle once: at the first of its zones.
    if (!way || way.some((other) => other < zone)) return [];
    return [`zones need each other: ${[zone, ...way, zone].join(' → ')}`];
  });
}

/** The shortest way from a zone back to itself, without its ends. */
function wayBack(
  edges: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const next of edges.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) queue.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
