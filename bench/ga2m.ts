import { fitGa2m } from '../shared/learning/ga2m.ts';
import { auc } from '../shared/learning/metrics.ts';
import { predict } from '../shared/learning/predict.ts';
import { randomFrom } from '../shared/learning/random.ts';
import { categorical, numeric, type Table } from '../shared/learning/table.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { takeTurns, timed } from './lib/rounds.ts';

const COLUMNS = 24;
/** What a quarter sees of churn, and what the public sets have. */
const SHARES = { 'one in 25 with an event': -4.2, 'one in four with an event': -1.6 };

/** Learning from outcomes. */
export async function ga2m({ rounds, quick }: BenchOptions): Promise<BenchResult> {
  const rows = quick ? 10_000 : 100_000;
  const figures: Figure[] = [];
  for (const [share, intercept] of Object.entries(SHARES)) {
    const { table, y } = made(rows, intercept);
    const model = fitGa2m(table, y);
    const { medians } = await takeTurns(rounds, {
      fit: () => timed(() => fitGa2m(table, y)),
      predict: () => timed(() => predict(model, table)),
    });
    const label = (what: string): string =>
      `${rows.toLocaleString('en-US')} rows, ${share}: ${what}`;
    const at = (name: string): number => medians.get(name) ?? Number.NaN;
    const { rowsUsed, rounds: first, pairRounds } = model.fit;
    figures.push(
      {
        label: label('fit'),
        value: at('fit') / 1000,
        unit: 's',
        atMost: 8,
        note: `${rowsUsed.toLocaleString('en-US')} rows used, ${first} + ${pairRounds} rounds, ${model.pairs.length} pairs, AUC on the rows of the fit ${auc(predict(model, table), y).toFixed(3)}`,
      },
      { label: label('logits of all rows'), value: at('predict'), unit: 'ms' },
    );
  }
  return {
    name: 'ga2m',
    title: 'Learning from outcomes',
    about: `The additive model with pairs on ${COLUMNS} columns, 4 of them names and a tenth of the values unknown, with default settings, one thread. Of many rows a part is left out, of the commoner outcome first, and the intercept corrected.`,
    figures,
  };
}

/** A table with bends, a pair and noise. */
function made(rows: number, intercept: number): { readonly table: Table; readonly y: Uint8Array } {
  const random = randomFrom(1);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const logit = new Float64Array(rows).fill(intercept);
  const values = Array.from({ length: COLUMNS - 4 }, () =>
    Float64Array.from({ length: rows }, normal),
  );
  const of = (column: number, i: number): number => values[column]?.[i] ?? 0;
  for (let i = 0; i < rows; i++) {
    const bends = 0.6 * of(0, i) - 0.5 * Math.max(0, of(1, i)) + 0.3 * Math.sin(2 * of(2, i));
    const rest = 0.3 * of(3, i) + 0.2 * of(4, i) - 0.2 * of(5, i) + 0.1 * of(6, i);
    logit[i] = (logit[i] ?? 0) + bends + rest + (of(7, i) > 0 && of(8, i) > 0 ? 0.8 : 0);
  }
  const names = [3, 5, 12, 200].map((levels, c) => {
    const codes = Int32Array.from({ length: rows }, () => Math.floor(random() * levels));
    codes.forEach((code, i) => (logit[i] = (logit[i] ?? 0) + (c < 2 ? 0.3 * (code % 3) : 0)));
    return categorical(
      `names ${c}`,
      Array.from(codes, (code) => `level ${code}`),
    );
  });
  const numbers = values.map((column, c) =>
    numeric(
      `numbers ${c}`,
      column.map((v) => (random() < 0.1 ? Number.NaN : v)),
    ),
  );
  const y = Uint8Array.from(logit, (z) => (random() < 1 / (1 + Math.exp(-z)) ? 1 : 0));
  return { table: { rows, columns: [...numbers, ...names] }, y };
}
