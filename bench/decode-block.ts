// `node bench/decode-block.ts`: another language reads blocks from docs/history-format.md alone and finds what was written.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import {
  DAYS,
  encodeBlock,
  OFFICES,
  STRIP,
  TILE,
  type BlockMeasure,
  type Shape,
} from '../electron/services/store/history-block.ts';

const BLOCKS = 40;
const FIRST_DAY = 20_000 - (20_000 % DAYS);
const script = path.join(import.meta.dirname, 'decode_block.py');

let state = 1;
const next = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

/** Values of each kind the format knows. */
const KINDS: readonly (() => number)[] = [
  () => 1,
  () => next(200),
  () => 1_000_000 + next(5000) - 2500,
  () => next(500) / 100,
  () => next(3) / 3,
  () => (next(4) === 0 ? Number.NaN : next(9) - 4),
  () => (next(4) === 0 ? Number.NaN : next(3) / 7),
];

function check(shape: Shape, block: number): void {
  const size = shape.vectors * shape.length;
  const measures = KINDS.map((valueOf, i): BlockMeasure => ({
    id: 3 + i * 5,
    values: Float64Array.from({ length: size }, valueOf),
    from: 0,
  }));
  const place = { block, firstDay: FIRST_DAY, days: 1 };
  const { data } = encodeBlock(shape, place, measures);
  const python = spawnSync('python3', [script, '-'], { input: data, maxBuffer: 2 ** 28 });
  if (python.error) throw python.error;
  if (python.status !== 0) throw new Error(python.stderr.toString());
  const wanted = {
    block,
    first_day: FIRST_DAY,
    days: 1,
    measures: Object.fromEntries(
      measures.map(({ id, values }) => [
        id,
        Array.from({ length: shape.vectors }, (_, v) =>
          Array.from(values.subarray(v * shape.length, (v + 1) * shape.length), (value) =>
            Number.isNaN(value) ? null : value,
          ),
        ),
      ]),
    ),
  };
  const found: unknown = JSON.parse(python.stdout.toString());
  // Numbers of both languages are float64, so that equal values have equal texts.
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`block ${block} is read otherwise than it was written`);
}

for (let block = 0; block < BLOCKS; block++) check(block % 2 === 0 ? STRIP : TILE, block);
process.stdout.write(`${BLOCKS} blocks of ${OFFICES} offices read alike in Python.\n`);
