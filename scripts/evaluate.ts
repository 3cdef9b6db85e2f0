// `npm run evaluate -- [SEEDS] [--quick] [--other] [--json] [--doc] [--keep DIR]`: the scores against books of which the
// truth is known, means over ten seeds (or so many as told). `--quick` takes small books and learns no model, `--other`
// another world (other causes, base rate and calendar), `--doc` writes docs/evaluation.md from both worlds, the other in
// small books, `--from N` begins with another seed than 1. `--keep` writes what each book says to a folder and takes what
// is there, so that a run goes on where it broke: name a new one for new rules. Ends with 1 when a figure misses its target.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  FULL,
  linesOf,
  measureSeed,
  QUICK,
  type SeedFigures,
  type Size,
} from './evaluate/evaluate.ts';
import { page } from './evaluate/page.ts';
import { table } from './evaluate/report.ts';
import { OTHER, USUAL, type Mechanism } from '../shared/testing/simulator/mechanism.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    other: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    doc: { type: 'boolean', default: false },
    from: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});
const base = values.quick ? QUICK : FULL;
const count = Number(positionals[0] ?? base.seeds.length);
const first = Number(values.from);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(first) || first < 1) {
  console.error('SEEDS and --from are whole numbers from 1 on.');
  process.exit(2);
}
const size: Size = { ...base, seeds: Array.from({ length: count }, (_, k) => first + k) };
const small = { ...QUICK, seeds: size.seeds.slice(0, QUICK.seeds.length) };
const sizeOf = (world: Mechanism) => (values.doc && world === OTHER ? small : size);
const worlds = values.doc ? [USUAL, OTHER] : [values.other ? OTHER : USUAL];
const results = worlds.map((world) => {
  const own = sizeOf(world);
  const found = own.seeds.map((seed) => figuresOf(seed, own, world));
  return { world: world.name, size: own, lines: linesOf(found, own), seeds: found };
});
for (const { world, lines } of results) {
  if (!values.json) console.log(`\nWorld: ${world}\n\n${table(lines)}`);
}
if (values.json) console.log(JSON.stringify(results, null, 2));
if (values.doc) writeFileSync(new URL('../docs/evaluation.md', import.meta.url), page(results));
// The other world shows that nothing is tuned to one; the targets are those of the usual one.
const judged = results.find(({ world }) => world === USUAL.name) ?? results[0];
process.exitCode = judged?.lines.every(({ met }) => met) ? 0 : 1;

function figuresOf(seed: number, own: Size, world: Mechanism): SeedFigures {
  const { seeds: _, ...shape } = own;
  const name = `${world.name}-${Object.values(shape).join('-')}-${seed}.json`;
  const file = values.keep && path.join(values.keep, name);
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'), known) as SeedFigures;
  const figures = measureSeed(seed, own, world);
  if (file && values.keep) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(figures, null, 2));
    renameSync(`${file}.part`, file);
  }
  const { offices, notices, cold, oracle, bands, learned } = figures;
  const changes = (bands.shown / bands.officeYears).toFixed(2);
  console.error(
    `${world.name} · seed ${seed}: ${offices} offices, ${notices} notices, cold ${cold.toFixed(3)}, oracle ${oracle.toFixed(3)}, band changes ${changes}${learned ? `, learned ${learned.auc.toFixed(3)} of ${learned.oracle.toFixed(3)}` : ''}`,
  );
  return figures;
}

/** JSON has no NaN. */
function known(key: string, value: unknown): unknown {
  return value === null && key !== 'learned' ? Number.NaN : value;
}
