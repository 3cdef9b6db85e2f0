import type { Book } from './book.ts';
import { csvBytes } from './bytes.ts';
import { PLANS } from './features.ts';
import { CSMS } from './names.ts';
import { REGIONS } from './places.ts';

/** Ready-made text, one run of bytes per office: office `o` has `[at[o], at[o + 1])`. */
export interface ConstantBytes {
  readonly bytes: Uint8Array;
  readonly at: Int32Array;
}

/** Text of the columns that never change, one run of bytes per office. */
export function constantBytes(
  book: Book,
  fields: (o: number) => readonly (string | null)[],
): ConstantBytes {
  const { count } = book.offices;
  const at = new Int32Array(count + 1);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let o = 0; o < count; o += 1) {
    const piece = csvBytes(fields(o));
    pieces.push(piece);
    size += piece.length;
    at[o + 1] = size;
  }
  const bytes = new Uint8Array(size);
  pieces.forEach((piece, o) => bytes.set(piece, at[o] ?? 0));
  return { bytes, at };
}

/** `company_id` … `plan`. */
export function headFields(book: Book, o: number): readonly (string | null)[] {
  const { companies, offices } = book;
  const c = offices.company[o] ?? 0;
  const csm = CSMS[companies.csm[c] ?? 255];
  return [
    companies.id[c] ?? '',
    offices.id[o] ?? '',
    companies.name[c] ?? '',
    offices.name[o] ?? '',
    companies.parent[c] ?? null,
    csm?.email ?? null,
    csm?.name ?? null,
    companies.segment[c] ?? null,
    companies.industry[c] ?? null,
    PLANS[companies.plan[c] ?? 0] ?? null,
  ];
}

/** `city` … `longitude`. */
export function placeFields(book: Book, o: number): readonly (string | null)[] {
  const region = REGIONS[book.offices.region[o] ?? 0];
  const place = region?.places[book.offices.place[o] ?? 0];
  if (!region || !place) return [null, null, null, null, null, null];
  const { city, country, zone, latitude, longitude } = place;
  return [city, country, region.name, zone, String(latitude), String(longitude)];
}
