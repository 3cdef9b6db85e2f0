import type { Day } from '../../domain/day.ts';
import { ANCHOR, newCompanies, newOffices, type Book } from './book.ts';
import { accountSizes, drawCompany } from './companies.ts';
import { FEATURE_COUNT } from './features.ts';
import { simulateCompany } from './latent.ts';
import { drawOffice } from './offices.ts';

export interface BookOptions {
  /** Offices in the book: exactly as many rows on the anchor's day. */
  readonly locations: number;
  readonly seed: number;
  /** The day everything is dated from; 20 November 2026 where absent. */
  readonly anchor?: Day;
}

/** The latent truth of a whole book: 160 weeks of every office, a few hundred bytes per office and some per week. */
export function buildBook({ locations, seed, anchor = ANCHOR }: BookOptions): Book {
  const sizes = accountSizes(seed, locations);
  const book: Book = {
    seed,
    anchor,
    companies: newCompanies(sizes.length, locations),
    offices: newOffices(locations, FEATURE_COUNT),
  };
  const { companies, offices } = book;
  let first = 0;
  sizes.forEach(({ offices: size, story }, c) => {
    companies.firstOffice[c] = first;
    drawCompany(seed, anchor, companies, c, size, story);
    for (let n = 0; n < size; n += 1) drawOffice(book, first + n, c, n, size);
    simulateCompany(book, c, first, size);
    let earliest = anchor;
    for (let o = first; o < first + size; o += 1) {
      earliest = Math.min(earliest, offices.licensed[o] ?? anchor);
    }
    const years = Math.ceil(((companies.renewal[c] ?? anchor) - earliest) / 365.25);
    companies.contractStart[c] = (companies.renewal[c] ?? anchor) - Math.floor(years * 365.25);
    first += size;
  });
  return book;
}
