// `npm run fuzz -- [RECORDS] [SEED]`: spoiled records (1,000,000 unless told) through the reader, in every format and
// packing it knows. Each must be accepted as what it says or set aside; a crash, a lost record or a silence fails.
import { parquetWriteBuffer } from 'hyparquet-writer';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { fuzzReader, type FuzzResult } from '../electron/services/extract/testing/fuzz.ts';
import { machine } from './testing/random.ts';

/** A thousand files take seconds; a reader that is silent for so long hangs. */
const SILENCE_MS = 120_000;

interface Asked {
  readonly records: number;
  readonly seed: number;
}

const number = (n: number): string => n.toLocaleString('en-US');
const words = (r: FuzzResult): string =>
  `${number(r.records)} records in ${number(r.files)} files: ${number(r.accepted)} accepted as what they say, ` +
  `${number(r.setAside)} set aside, ${number(r.refused)} files refused in words`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The reader runs in a thread of its own, so that one that hangs is seen. */
function watch(asked: Asked): void {
  const started = performance.now();
  const thread = new Worker(new URL(import.meta.url), { workerData: asked });
  const hung = (): void => {
    process.stderr.write(`The reader hangs (seed ${asked.seed}).\n`);
    process.exit(1);
  };
  let silence = setTimeout(hung, SILENCE_MS);
  thread.on('message', ({ result, over }: { result: FuzzResult; over: boolean }) => {
    clearTimeout(silence);
    if (!over) {
      say(words(result));
      silence = setTimeout(hung, SILENCE_MS);
      return;
    }
    const seconds = Math.round((performance.now() - started) / 1000);
    say(`${machine()}; seed ${asked.seed}; ${words(result)}, in ${seconds} s; no crash, no hang.`);
  });
}

if (!isMainThread) {
  const { records, seed } = workerData as Asked;
  const result = await fuzzReader(records, seed, parquetWriteBuffer, (so) =>
    parentPort?.postMessage({ result: so, over: false }),
  );
  parentPort?.postMessage({ result, over: true });
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [records = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
  if (!Number.isInteger(records) || !Number.isInteger(seed) || records < 1) {
    process.stderr.write('Usage: npm run fuzz -- [RECORDS] [SEED]\n');
    process.exit(2);
  }
  watch({ records, seed });
}
