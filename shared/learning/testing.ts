import { logistic } from '../scoring/maths.ts';
import { randomFrom } from './random.ts';
import { categorical, numeric, type Table } from './table.ts';

const EFFECT = [0, 0.6, -0.6, 1];

export interface MadeUp {
  readonly table: Table;
  readonly y: Uint8Array;
  /** The true logit of every row. */
  readonly truth: Float64Array;
}

/**
 * Rows of which the truth is known: `up` and `bend` count alone, `kind` by its name, `left` and `right` only together,
 * `idle` and `code` not at all. A tenth of `up` is unknown.
 */
export function madeUp(rows: number, seed: number, together = 1.5): MadeUp {
  const random = randomFrom(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draw = <T>(make: () => T): T[] => Array.from({ length: rows }, make);
  const up = draw(normal);
  const bend = draw(normal);
  const left = draw(normal);
  const right = draw(normal);
  const kind = draw(() => Math.floor(random() * 4));
  const unknown = draw(() => random() < 0.1);
  const table: Table = {
    rows,
    columns: [
      numeric(
        'up',
        up.map((v, i) => (unknown[i] ? Number.NaN : v)),
      ),
      numeric('bend', bend),
      numeric('left', left),
      numeric('right', right),
      categorical(
        'kind',
        kind.map((k) => ['north', 'east', 'south', 'west'][k] ?? null),
      ),
      numeric('idle', draw(normal)),
      categorical(
        'code',
        draw(() => `c${Math.floor(random() * 30)}`),
      ),
    ],
  };
  const truth = Float64Array.from({ length: rows }, (_, i) => {
    const both = Math.sign((left[i] ?? 0) * (right[i] ?? 0));
    const own = 0.9 * (up[i] ?? 0) - 0.7 * (bend[i] ?? 0) ** 2 + (EFFECT[kind[i] ?? 0] ?? 0);
    return own + together * both - 0.5;
  });
  return { table, y: Uint8Array.from(truth, (z) => (random() < logistic(z) ? 1 : 0)), truth };
}
