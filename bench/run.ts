// `npm run bench [-- NAME …] [--rounds N] [--quick]`: times what has to stay fast, prints it, and keeps it in bench/results.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHES, LONG } from './benches.ts';
import { keepResult, machine, shown, type Figure } from './lib/result.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' }, quick: { type: 'boolean', default: false } },
});
const { quick } = values;
const rounds = quick ? 1 : Math.max(1, Number(values.rounds));
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0 || Number.isNaN(rounds)) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}

/** `✗` where a figure is above what it must not exceed. */
function line(figure: Figure): string {
  const { label, atMost, note } = figure;
  const limit = atMost === undefined ? '' : `  (at most ${shown({ ...figure, value: atMost })})`;
  const mark = atMost !== undefined && !(figure.value <= atMost) ? '✗' : ' ';
  return `${mark} ${label.padEnd(60)} ${shown(figure).padStart(12)}${limit}${note ? `  ${note}` : ''}\n`;
}

process.stdout.write(`${machine()}\n`);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 ? !positionals.includes(name) : LONG.has(name)) continue;
  const folder = mkdtempSync(path.join(os.tmpdir(), `atrium-bench-${name}-`));
  try {
    const result = await bench({ rounds, quick, folder });
    process.stdout.write(`\n${result.title} (${name}, ${rounds} rounds)\n`);
    for (const figure of result.figures) process.stdout.write(line(figure));
    // A quick look is no figure to keep.
    if (!quick)
      keepResult({
        ...result,
        at: new Date().toISOString().slice(0, 10),
        machine: machine(),
        rounds,
        quick,
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
