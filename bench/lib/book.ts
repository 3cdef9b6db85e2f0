import { globSync } from 'node:fs';
import { writeSample } from '../../electron/services/sample/write.ts';

export interface Book {
  readonly folder: string;
  /** Data files of a day, by its `ds`; with none named, of all days. */
  files(ds?: string): readonly string[];
}

/** Deliveries of the sample book as the warehouse would write them: gzipped CSV with manifest and control totals. */
export async function writeBook(folder: string, locations: number, days: number): Promise<Book> {
  await writeSample({ locations, days, seed: 1, out: folder });
  return {
    folder,
    files: (ds = '*') => globSync(`${folder}/company_facts/ds=${ds}/*/*.gz`).toSorted(),
  };
}

/** The newest day of the sample book and the one before. */
export const NEWEST = '2026-11-20';
