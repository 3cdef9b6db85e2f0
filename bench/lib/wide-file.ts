import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, createZstdCompress, constants } from 'node:zlib';
import type { Book } from './book.ts';

export type Packing = 'csv' | 'csv.gz' | 'csv.zst';

/**
 * One file of a day with a column the contract does not know: a JSON document with each office's settings (a SUPER column
 * as UNLOAD writes it), so long that all rows together are `bytes`. Written in a stream.
 */
export async function writeWideFile(
  book: Book,
  file: string,
  { rows, bytes, packing }: { rows: number; bytes: number; packing: Packing },
): Promise<void> {
  const source = Readable.from(wideLines(book, Math.floor(bytes / rows)));
  const out = createWriteStream(file);
  if (packing === 'csv') await pipeline(source, out);
  else if (packing === 'csv.gz') await pipeline(source, createGzip({ level: 1 }), out);
  else
    await pipeline(
      source,
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
      out,
    );
}

async function* wideLines(book: Book, width: number): AsyncGenerator<string> {
  let row = 0;
  for (const [i, file] of book.files().entries()) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    let header = true;
    for await (const line of lines) {
      if (header) {
        header = false;
        if (i === 0) yield `${line},office_settings\n`;
      } else yield `${line},"${settings(row++, width - line.length)}"\n`;
    }
  }
}

/** A document that differs from office to office, in CSV's quotes. */
function settings(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 1;
  let text = '{""badge"":true';
  for (let n = 0; text.length < length - 60; n++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += `,""rule_${n}"":{""level"":${state % 1000},""code"":""${state.toString(36)}""}`;
  }
  return `${text}}`;
}
