import { AtriumError } from '../../shared/contracts/problem.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { runJob } from './import-job.ts';
import { killAtWrite } from './crash-points.ts';

/**
 * A sync in a process of its own, to be killed: `crash-child.ts SOURCE DATA_FOLDER [write|now|score N]`. Ends itself as
 * a power cut would (SIGKILL: nothing is flushed, nothing closed) at the Nth write, the Nth look at the clock (after a
 * day was read) or the Nth scoring; without a point it waits for somebody else to do it, having said `go`. A bucket's
 * endpoint is told in S3_ENDPOINT. A sync that ends in a refusal exits with 75 (sysexits' EX_TEMPFAIL).
 */
const [, , source = '', dataFolder = '', point, n = '1'] = process.argv;
const die = (): void => void process.kill(process.pid, 'SIGKILL');

let left = Number(n);
const count = (at: string): void => {
  if (point === at && --left === 0) die();
};

const db = openFacts(dataFolder);
if (point === 'write') killAtWrite(db, () => count('write'));
process.stdout.write('go\n');
const endpoint = process.env['S3_ENDPOINT'];
const done = runJob(
  { kind: 'sync', source, ...(endpoint === undefined ? {} : { s3: { endpoint } }) },
  {
    db,
    dataFolder,
    signal: new AbortController().signal,
    now() {
      count('now');
      return '2026-11-21T04:00:00Z';
    },
    onProgress(progress) {
      if (progress.step === 'score') count('score');
    },
    onDataset: () => undefined,
  },
);
try {
  await done;
} catch (error) {
  if (!(error instanceof AtriumError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 75;
}
db.close();
