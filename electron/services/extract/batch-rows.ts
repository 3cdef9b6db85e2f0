import type { Column } from '../../../shared/domain/company-facts.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { AttributePlace } from './attribute-table.ts';
import { BAD } from './decode.ts';
import { NO_MARKERS, type Dialect } from './dialect.ts';
import { attributeAt } from './fields.ts';
import type { Header } from './header.ts';
import { newRecord } from './record.ts';
import {
  ATTRIBUTE,
  KIND,
  MEASURE,
  NEW,
  PADDED,
  REASON,
  REQUIRED,
  WIDE,
  type Scanner,
} from './scanner/scanner.ts';
import type { Floats } from './growing-columns.ts';
import type { RowPlace, Stage } from './stage.ts';

export interface BatchRows {
  /**
   * Stages the records of `bytes` (those of the room) from `at` on, up to the first one that is not whole or in doubt;
   * where that begins. `offset`: of the first byte in the file; `number`: of the first record, 1 = the first row.
   */
  take(bytes: Uint8Array, at: number, offset: number, number: number): number;
  /** How many records the last call took. */
  taken(): number;
}

export interface BatchOptions {
  readonly scanner: Scanner;
  readonly stage: Stage;
  readonly header: Header;
  readonly dialect: Dialect;
  readonly file: string;
  readonly day: Day;
  /** An office of which a row is there already, at a record of the file. */
  onTwin(this: void, kind: 'same' | 'different', row: Omit<RowPlace, 'file'>): void;
}

/** Where the scanner has its bytes; anew after each {@link BatchRows.take}, as a memory that grows moves. */
export const roomOf = ({ memory, is }: Scanner): Uint8Array<ArrayBuffer> =>
  new Uint8Array(memory.buffer, is.INPUT, is.INPUT_BYTES);

/** Whether a file can be read many records at a time: plain CSV without anything that only the general reader knows. */
export function isBatchable(header: Header, dialect: Dialect, { is }: Scanner): boolean {
  const marks = dialect.nulls.map((n) => Buffer.byteLength(n));
  return (
    dialect.format === 'csv' &&
    !dialect.escape &&
    !dialect.trailingDelimiter &&
    !dialect.quotedNulls &&
    marks.every((length) => length <= 8) &&
    !header.renames &&
    header.fixed.length === 0 &&
    header.ds >= 0 &&
    header.companyId < header.locationId &&
    header.names.length <= is.MAX_FIELDS
  );
}

/** An attribute of the file's, by its place among the ids. */
interface Attribute extends AttributePlace {
  readonly column: Column;
  readonly padded: boolean;
  readonly field: number;
}

interface Measure {
  readonly place: number;
  readonly field: number;
  wide: boolean;
}

export function batchRows(options: BatchOptions): BatchRows {
  const { scanner, stage, file, onTwin } = options;
  const { is, found, memory } = scanner;
  const { measures, attributes } = describe(options);
  const asked = newRecord(NO_MARKERS);
  let seen: Uint8Array | undefined;
  let views = viewsOf();
  let taken = 0;
  let company = '';

  function viewsOf() {
    const { buffer } = memory;
    const floats: (Floats | undefined)[] = [];
    const ids: (Int32Array<ArrayBuffer> | undefined)[] = [];
    for (const { place, wide } of measures) {
      const at = found.floatsAt.value + place * is.FLOATS_APART;
      floats[place] = wide
        ? new Float64Array(buffer, at, is.ROWS)
        : new Float32Array(buffer, at, is.ROWS);
    }
    for (const { place } of attributes.values())
      ids[place] = new Int32Array(buffer, found.idsAt.value + place * is.IDS_APART, is.ROWS);
    return {
      buffer,
      bytes: Buffer.from(buffer),
      words: new Int32Array(buffer),
      doubles: new Float64Array(buffer),
      values: { measures: floats, ids },
    };
  }

  /** Values that were not met before; false when one of the last record's is none of its column. */
  function learn(): boolean {
    const { bytes, words, doubles } = views;
    const texts = bytes.toString('utf8', is.TEXTS, is.TEXTS + found.textBytes.value);
    const end = is.NEWS_AT + found.news.value * is.NEWS_BYTES;
    let good = true;
    let cursor = 0;
    for (let at = is.NEWS_AT; at < end; at += is.NEWS_BYTES) {
      const word = at >> 2;
      const attribute = attributes.get(words[word] ?? -1);
      if (!attribute) continue;
      const how = words[word + 1];
      const what = words[word + 2] ?? 0;
      if (how === NEW.text) {
        attribute.dictionary.append(texts.slice(cursor, cursor + what));
        cursor += what;
      } else if (how === NEW.number) attribute.dictionary.append(doubles[(at >> 3) + 2] ?? null);
      else good = ask(attribute, what, words[word + 3] ?? 0) && good;
    }
    return good;
  }

  /** A value that the scanner leaves to the decoders. */
  function ask({ dictionary, column, padded }: Attribute, entry: number, length: number): boolean {
    asked.buffer = views.bytes;
    asked.starts[0] = entry + 16;
    asked.ends[0] = entry + 16 + length;
    const value = attributeAt(asked, 0, column);
    if (value === BAD) scanner.poison(entry);
    if (value === BAD) dictionary.append(null);
    else dictionary.append(typeof value === 'string' && padded ? value.replace(/ +$/, '') : value);
    return value !== BAD;
  }

  function add(count: number, offset: number, number: number): void {
    const { bytes, words } = views;
    const names = bytes.toString('latin1', is.NAMES, is.NAMES + found.nameBytes.value);
    let cursor = 0;
    let from = 0;
    for (let row = 0; row < count; row++) {
      const word = (is.RECORDS + row * is.RECORD_BYTES) >> 2;
      const middle = cursor + (words[word + 2] ?? 0);
      const stop = middle + 1 + (words[word + 3] ?? 0);
      const key = names.slice(cursor, stop);
      if (words[word + 4] !== 1 || company === '') company = names.slice(cursor, middle);
      const locationId = names.slice(middle + 1, stop);
      cursor = stop;
      const hash = words[word + 5] ?? 0;
      const place = {
        companyId: company,
        locationId,
        key,
        file,
        record: number + row,
        byteOffset: offset + (words[word] ?? 0) - is.INPUT,
      };
      const twin = stage.seen(key, hash);
      if (twin === 'new') {
        stage.name(key, hash, place);
        continue;
      }
      stage.append(views.values, from, row);
      from = row + 1;
      onTwin(twin, place);
    }
    stage.append(views.values, from, count);
  }

  /** The general reader may have found new values in between, and some that are no floats. */
  function catchUp(): void {
    for (const { field, dictionary } of attributes.values())
      views.words[(is.FIELDS + field * is.FIELD_BYTES + 24) >> 2] = dictionary.values.length;
    let widened = false;
    for (const measure of measures) {
      if (measure.wide || !stage.measures.isWide(measure.place)) continue;
      measure.wide = true;
      widened = true;
      const flags = is.FIELDS + measure.field * is.FIELD_BYTES + 1;
      views.bytes[flags] = (views.bytes[flags] ?? 0) | WIDE;
    }
    if (widened) views = viewsOf();
  }

  return {
    taken: () => taken,
    take(input, start, offset, number) {
      if (input !== seen) {
        seen = input;
        scanner.forget();
      }
      catchUp();
      const end = is.INPUT + input.length;
      let at = is.INPUT + start;
      taken = 0;
      for (;;) {
        const next = scanner.take(at, end);
        if (memory.buffer !== views.buffer) views = viewsOf();
        const reason = found.reason.value;
        // A record in doubt is not among those that were taken.
        const good = learn() || reason === REASON.doubt;
        const rows = found.rows.value - (good ? 0 : 1);
        add(rows, offset, number + taken);
        taken += rows;
        if (!good) {
          at = views.words[(is.RECORDS + rows * is.RECORD_BYTES) >> 2] ?? at;
          break;
        }
        at = next;
        if (reason !== REASON.full && reason !== REASON.asked) break;
      }
      return at - is.INPUT;
    },
  };
}

/** Tells the scanner what the file's fields hold. */
function describe({ scanner, stage, header, dialect, day }: BatchOptions): {
  readonly measures: readonly Measure[];
  readonly attributes: ReadonlyMap<number, Attribute>;
} {
  const { columns, padded, required } = header;
  const attributes = new Map<number, Attribute>();
  const measures: Measure[] = [];
  const fields = columns.map((column, i): readonly [kind: number, place: number] => {
    if (!column) return [KIND.unknown, 0];
    if (i === header.ds) return [KIND.day, 0];
    if (i === header.companyId) return [KIND.company, 0];
    if (i === header.locationId) return [KIND.office, 0];
    if (column.of === 'measure') {
      const place = stage.place(column.name);
      measures.push({ place, field: i, wide: false });
      return [MEASURE[column.type] ?? KIND.decimal, place];
    }
    const there = stage.attributes.column(column, padded[i] === true);
    attributes.set(there.place, { ...there, column, padded: padded[i] === true, field: i });
    return [ATTRIBUTE[column.type], there.place];
  });
  const { is } = scanner;
  const most = (places: readonly number[]): number => 1 + Math.max(-1, ...places);
  scanner.begin(
    columns.length,
    dialect.delimiter.charCodeAt(0),
    dialect.nulls.includes('') ? 1 : 0,
    most(measures.map((m) => m.place)),
    most([...attributes.keys()]),
  );
  for (const text of dialect.nulls.filter((n) => n !== '')) {
    const bytes = Buffer.alloc(8);
    const length = bytes.write(text);
    scanner.mark(bytes.readBigUInt64LE(0), length);
  }
  const date = Buffer.from(formatDay(day));
  scanner.day(date.readBigUInt64LE(0), date.readUInt16LE(8));
  const bytes = new Uint8Array(scanner.memory.buffer);
  const words = new Int32Array(scanner.memory.buffer);
  fields.forEach(([kind, place], i) => {
    const at = is.FIELDS + i * is.FIELD_BYTES;
    bytes[at] = kind;
    bytes[at + 1] = (required.includes(i) ? REQUIRED : 0) | (padded[i] === true ? PADDED : 0);
    words[(at + 4) >> 2] = place;
    words[(at + 8) >> 2] = runEnd(columns, i);
  });
  return { measures, attributes };
}

/** Where the facts of one thing end that follow each other from field `i` on; 0 but for the first of several. */
function runEnd(columns: Header['columns'], i: number): number {
  const of = columns[i]?.of;
  if ((of !== 'company' && of !== 'location') || columns[i - 1]?.of === of) return 0;
  let end = i;
  while (columns[end]?.of === of) end++;
  return end > i + 1 ? end : 0;
}
