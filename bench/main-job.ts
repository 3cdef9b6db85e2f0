import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { timed } from './lib/rounds.ts';

const run = promisify(execFile);
const HOST = path.join(import.meta.dirname, '..', 'out', 'host', 'atrium.js');

/** The main job through the built command line, as a person would do it: once, wall time with the process. */
export async function mainJob({ quick, folder }: BenchOptions): Promise<BenchResult> {
  const [locations, days] = quick ? ['300', '60'] : ['3000', '400'];
  const extract = path.join(folder, 'extract');
  const data = path.join(folder, 'data');
  const commands: readonly (readonly [label: string, ...args: string[]])[] = [
    [
      'write the extract',
      'sample',
      '--locations',
      locations,
      '--days',
      days,
      '--seed',
      '1',
      '--out',
      extract,
    ],
    ['sync and score', 'sync', '--source', extract],
    ['sync again, unchanged', 'sync', '--source', extract],
    ['all offices as JSON', 'locations', '--json'],
    [
      'all offices as CSV',
      'export',
      '--all',
      '--format',
      'csv',
      '--out',
      path.join(folder, 'all.csv'),
    ],
  ];
  const figures: Figure[] = [];
  for (const [label, ...args] of commands) {
    const took = await timed(() =>
      run(process.execPath, [HOST, ...args, '--data', data], { maxBuffer: 2 ** 30 }),
    );
    figures.push({ label, value: took / 1000, unit: 's' });
  }
  return {
    name: 'main-job',
    title: `The main job: ${Number(locations).toLocaleString('en-US')} offices, ${days} days`,
    about:
      'The built command line from an extract to scored offices and exported files, each command once.',
    figures,
  };
}
