import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeBook } from './lib/book.ts';
import { inOwnProcess, overIdle } from './lib/memory.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { writeWideFile, type Packing } from './lib/wide-file.ts';

const PACKINGS: readonly Packing[] = ['csv', 'csv.gz', 'csv.zst'];

/** One file of a gigabyte: read, checked and published within 200 MB. */
export async function gigabyte({ quick, folder }: BenchOptions): Promise<BenchResult> {
  const rows = quick ? 3000 : 100_000;
  const bytes = quick ? 30e6 : 1e9;
  const book = await writeBook(path.join(folder, 'book'), rows, 1);
  const figures: Figure[] = [];
  for (const packing of PACKINGS) {
    const source = path.join(folder, packing);
    const data = path.join(folder, 'data');
    mkdirSync(source);
    const file = path.join(source, `2026-11-20.${packing}`);
    await writeWideFile(book, file, { rows, bytes, packing });
    figures.push({ label: `${packing}: the file`, value: statSync(file).size / 1e6, unit: 'MB' });
    const measured = await inOwnProcess('lib/ingest.ts', 'ingest', { folder: source, data });
    figures.push(
      { label: `${packing}: memory over idle`, value: overIdle(measured), unit: 'MB', atMost: 200 },
      { label: `${packing}: to its commit`, value: measured.ms / 1000, unit: 's' },
    );
    for (const done of [source, data]) rmSync(done, { recursive: true });
  }
  return {
    name: 'gigabyte',
    title: 'A file of a gigabyte',
    about:
      `One file of ${rows.toLocaleString('en-US')} offices, 108 columns of company_facts and one the contract does not ` +
      'know, a JSON document of about 9 KB an office: a gigabyte of text, plain, gzip and zstd. A whole sync in a process ' +
      'of its own (content hash, reading, checks, one transaction with the documents kept as extra), scores left out; ' +
      'the most that was resident over the idle process.',
    figures,
  };
}
