// `npm run bench [-- --locations N --days N]`: how long the main job takes on this machine, through the command line.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    locations: { type: 'string', default: '3000' },
    days: { type: 'string', default: '400' },
  },
});
const folder = mkdtempSync(path.join(os.tmpdir(), 'atrium-bench-'));
const extract = path.join(folder, 'extract');
const host = path.join(import.meta.dirname, '..', 'out', 'host', 'atrium.js');

/** Runs one command and prints its wall time in seconds; its own output is of no interest here. */
function timed(name: string, args: readonly string[]): Promise<void> {
  const started = performance.now();
  const child = spawn(process.execPath, [host, ...args, '--data', path.join(folder, 'data')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${name} ended with code ${code}: ${said}`));
      const seconds = (performance.now() - started) / 1000;
      process.stdout.write(`${name.padEnd(28)} ${seconds.toFixed(1).padStart(8)} s\n`);
      resolve();
    });
  });
}

try {
  const { locations, days } = values;
  process.stdout.write(`${locations} offices, ${days} days, ${os.cpus().length} processors\n`);
  await timed('write the extract', [
    'sample',
    '--locations',
    locations,
    '--days',
    days,
    '--seed',
    '1',
    '--out',
    extract,
  ]);
  await timed('sync and score', ['sync', '--source', extract]);
  await timed('sync again, unchanged', ['sync', '--source', extract]);
  await timed('all offices as JSON', ['locations', '--json']);
  await timed('all offices as CSV', [
    'export',
    '--all',
    '--format',
    'csv',
    '--out',
    path.join(folder, 'all.csv'),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
