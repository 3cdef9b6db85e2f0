// `npm run evaluate -- [SEEDS] [--quick] [--other] [--json] [--doc]`: the scores against books of which the truth is known,
// means over ten seeds (or so many as told). `--quick` takes small books, `--other` another world (other causes, base rate
// and calendar), `--doc` writes docs/evaluation.md from both worlds, the other in small books. Ends with 1 when a figure misses its target.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluate, FULL, QUICK, type Size } from './evaluate/evaluate.ts';
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
  },
});
const base = values.quick ? QUICK : FULL;
const count = Number(positionals[0] ?? base.seeds.length);
if (!Number.isInteger(count) || count < 1) {
  console.error('SEEDS is a whole number from 1 on.');
  process.exit(2);
}
const size: Size = { ...base, seeds: Array.from({ length: count }, (_, k) => k + 1) };
const small = { ...QUICK, seeds: size.seeds.slice(0, QUICK.seeds.length) };
const sizeOf = (world: Mechanism) => (values.doc && world === OTHER ? small : size);
const worlds = values.doc ? [USUAL, OTHER] : [values.other ? OTHER : USUAL];
const results = worlds.map((world) => ({
  world: world.name,
  size: sizeOf(world),
  lines: evaluate(sizeOf(world), world, (text) => console.error(`${world.name} · ${text}`)),
}));
for (const { world, lines } of results) {
  if (!values.json) console.log(`\nWorld: ${world}\n\n${table(lines)}`);
}
if (values.json) console.log(JSON.stringify(results, null, 2));
if (values.doc) writeFileSync(new URL('../docs/evaluation.md', import.meta.url), page(results));
// The other world shows that nothing is tuned to one; the targets are those of the usual one.
const judged = results.find(({ world }) => world === USUAL.name) ?? results[0];
process.exitCode = judged?.lines.every(({ met }) => met) ? 0 : 1;
