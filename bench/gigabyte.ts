import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeBook } from './lib/book.ts';
import { inOwnProcess, overIdle } from './lib/memory.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { writeWideFile, type Packing } from './lib/wide-file.ts';

/** The usual book and the largest, which has the least room a row, in all packings. */
const CASES: readonly (readonly [offices: number, packing: Packing])[] = [
  [13_000, 'csv'],
  [13_000, 'csv.gz'],
  [13_000, 'csv.zst'],
  [100_000, 'csv'],
  [100_000, 'csv.gz'],
  [100_000, 'csv.zst'],
];

/** One file of a gigabyte: read, checked and published within 200 MB. */
export async function gigabyte({ quick, folder }: BenchOptions): Promise<BenchResult> {
  const figures: Figure[] = [];
  for (const [offices, packing] of CASES) {
    const rows = quick ? offices / 100 : offices;
    const source = path.join(folder, 'source');
    const data = path.join(folder, 'data');
    const book = await writeBook(path.join(folder, `book-${figures.length}`), rows, 1);
    mkdirSync(source);
    const file = path.join(source, `2026-11-20.${packing}`);
    await writeWideFile(book, file, { rows, bytes: quick ? 1e7 : 1e9, packing });
    const label = `${rows.toLocaleString('en-US')} offices, ${packing}`;
    figures.push({ label: `${label}: the file`, value: statSync(file).size / 1e6, unit: 'MB' });
    const measured = await inOwnProcess('lib/ingest.ts', 'ingest', { folder: source, data });
    figures.push(
      { label: `${label}: memory over idle`, value: overIdle(measured), unit: 'MB', atMost: 200 },
      { label: `${label}: to its commit`, value: measured.ms / 1000, unit: 's' },
    );
    for (const done of [source, data]) rmSync(done, { recursive: true });
  }
  return {
    name: 'gigabyte',
    title: 'A file of a gigabyte',
    about:
      'One file with the 108 columns of the sample and one the contract does not know, a JSON document an office (77 KB ' +
      'for 13,000 offices, 10 KB for 100,000): a gigabyte of text. A whole sync in a process of its own (content hash, ' +
      'reading, checks, one transaction with the documents kept as extra), once, scores left out; the most that was ' +
      'resident over the idle process.',
    figures,
  };
}
