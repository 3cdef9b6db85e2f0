import { columnOf } from '../../../shared/domain/company-facts.ts';
import { CSV, isMarker, nullMarkers, USUAL_NULLS, type Dialect } from './dialect.ts';
import { isHeader, namesIn, ourName } from './header.ts';
import type { ManifestColumn } from './manifest.ts';
import { columnKey, NO_MAPPING, type Mapping } from './mapping.ts';
import { QUOTED, type RawRecord } from './record.ts';
import { createTokenizer } from './tokenizer.ts';

export interface FoundDialect {
  readonly dialect: Dialect;
  /** Why, in words, one sentence each. */
  readonly evidence: readonly string[];
  /** False when the sample held nothing that tells one way of quoting from another. */
  readonly sure: boolean;
}

export interface DetectOptions {
  /** The manifest's schema, where there is one. */
  readonly schema?: readonly ManifestColumn[] | undefined;
  /** What the settings fix is not looked for; their names count as known. */
  readonly mapping?: Mapping;
  /** True when the sample is the whole file: its last record is complete. */
  readonly whole?: boolean;
}

/** Delimiters by how often they are met; UNLOAD's own defaults first. */
const DELIMITERS = [',', '|', '\t', ';', '\x01', '^', '~', '\x1f', ':', ' '] as const;
/** Ways to write text, the likelier first: of equally good ones the first stands. */
const FORMS: readonly Pick<Dialect, 'format' | 'quotes' | 'escape'>[] = [
  { format: 'csv', quotes: false, escape: false },
  { format: 'text', quotes: true, escape: true },
  { format: 'text', quotes: false, escape: true },
  { format: 'text', quotes: true, escape: false },
  { format: 'text', quotes: false, escape: false },
];
const SCORED_BYTES = 1 << 16;

/** Finds how a file's text is written from its first bytes, unpacked. `mapping.dialect` overrides what is found. */
export function detectDialect(sample: Uint8Array, options: DetectOptions = {}): FoundDialect {
  const mapping = options.mapping ?? NO_MAPPING;
  const fixed = known(mapping.dialect);
  const evidence: string[] = [];
  const set = Object.keys(fixed);
  if (set.length > 0) evidence.push(`Set in the mapping file: ${set.join(', ')}.`);
  const first = firstByte(sample);
  if ((fixed.format ?? 'json') === 'json' && (first === 0x7b || fixed.format === 'json')) {
    evidence.push('The file begins with { : one JSON object a line.');
    return { dialect: { ...CSV, nulls: [], header: false, format: 'json' }, evidence, sure: true };
  }
  const scored = sample.subarray(0, SCORED_BYTES);
  const whole = options.whole === true && scored.length === sample.length;
  const schema = options.schema?.map((column) => column.name) ?? [];
  const delimiter = fixed.delimiter ?? delimiterOf(scored, schema, mapping, evidence);
  const names = headerNames(scored, { ...CSV, delimiter, ...fixed });
  const header = fixed.header ?? (isHeader(names, mapping) || sameNames(names, schema));
  const width = header ? trimmedWidth(names) : schema.length;
  if (fixed.header === undefined)
    evidence.push(
      header
        ? `The first line names columns: ${names.slice(0, 3).join(', ')} …`
        : schema.length > 0
          ? 'The first line names no column; the manifest names them.'
          : 'The first line names no column.',
    );
  const forms = FORMS.filter(
    (form) =>
      (fixed.format === undefined || form.format === fixed.format) &&
      (fixed.quotes === undefined || form.quotes === fixed.quotes) &&
      (fixed.escape === undefined || form.escape === fixed.escape),
  );
  const lookIn = (form: (typeof FORMS)[number]): Looked =>
    look(scored, { ...CSV, ...form, delimiter, ...fixed, header }, width, whole);
  const [csv, ...others] = forms.length > 0 ? forms : FORMS;
  const asCsv = csv && lookIn(csv);
  // Commas, a header, no backslash and not one broken record: nothing else has to be tried.
  const plainly =
    csv?.format === 'csv' &&
    delimiter === ',' &&
    header &&
    asCsv?.seen.good === asCsv?.seen.records &&
    !scored.includes(0x5c);
  const looked = [...(asCsv ? [asCsv] : []), ...(plainly ? [] : others.map(lookIn))];
  const best = choose(looked, sample);
  evidence.push(...best.why);
  const { dialect, seen } = best;
  const nulls = fixed.nulls ?? nullsOf(seen, evidence);
  const trailing =
    fixed.trailingDelimiter ??
    (header ? names.at(-1) === '' : seen.records > 0 && seen.trailing >= 0.9 * seen.records);
  if (trailing && fixed.trailingDelimiter === undefined)
    evidence.push('A delimiter ends every line.');
  const quotedNulls =
    fixed.quotedNulls ?? (dialect.quotes && seen.quotedMarkers > 0 && seen.marks.size === 0);
  return {
    dialect: { ...dialect, nulls: [...nulls], trailingDelimiter: trailing, quotedNulls, ...fixed },
    evidence,
    sure: best.sure || 'quotes' in fixed || 'escape' in fixed,
  };
}

/** Settings without the keys that are not set. */
function known(settings: Mapping['dialect']): Partial<Dialect> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function firstByte(sample: Uint8Array): number | undefined {
  const from = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  return sample.subarray(from).find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d);
}

/** The delimiter by which the first line names most columns, or the rows have as many values as the manifest says. */
function delimiterOf(
  sample: Uint8Array,
  schema: readonly string[],
  mapping: Mapping,
  evidence: string[],
): string {
  let best: string = CSV.delimiter;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const names = headerNames(sample, { ...CSV, delimiter });
    const hits = names.filter((name) => columnOf(ourName(name, mapping)) !== undefined).length;
    if (hits > most) [best, most] = [delimiter, hits];
  }
  if (most > 1 || (most === 1 && schema.length === 0)) return best;
  if (schema.length > 1) {
    let share = 0;
    for (const delimiter of DELIMITERS)
      for (const form of FORMS) {
        const { seen } = look(sample, { ...CSV, ...form, delimiter }, schema.length, false);
        if (seen.good > share) [best, share] = [delimiter, seen.good];
      }
    evidence.push(`${share} of the first lines have the ${schema.length} values of the manifest.`);
  }
  return best;
}

function headerNames(sample: Uint8Array, dialect: Dialect): readonly string[] {
  const found: (readonly string[])[] = [];
  const tokenizer = createTokenizer((record) => {
    if (found.length === 0) found.push(namesIn(record).map((name) => name.trim()));
  }, dialect);
  for (let at = 0; at < sample.length && found.length === 0; at += 4096)
    tokenizer.push(sample.subarray(at, at + 4096));
  if (found.length === 0) tokenizer.end();
  return found[0] ?? [];
}

function sameNames(names: readonly string[], schema: readonly string[]): boolean {
  return (
    schema.length > 0 &&
    trimmedWidth(names) === schema.length &&
    schema.every((name, i) => columnKey(name) === columnKey(names[i] ?? ''))
  );
}

const trimmedWidth = (names: readonly string[]): number =>
  names.at(-1) === '' ? names.length - 1 : names.length;

interface Seen {
  records: number;
  /** Records of the right width, well formed. */
  good: number;
  trailing: number;
  /** Values in quotes, and all values that are not unknown. */
  quoted: number;
  values: number;
  doubled: number;
  escaped: number;
  marks: Map<string, number>;
  quotedMarkers: number;
}

interface Looked {
  readonly dialect: Dialect;
  readonly seen: Seen;
}

const MARKERS = nullMarkers({ nulls: [...USUAL_NULLS], quotedNulls: false });

/** Reads the sample in one dialect. `width` 0: not known. */
function look(sample: Uint8Array, dialect: Dialect, width: number, whole: boolean): Looked {
  const seen = emptySeen();
  const tokenizer = createTokenizer((r) => lookAt(r, width, seen), {
    ...dialect,
    nulls: [...USUAL_NULLS],
  });
  // Up to the last line end and no further: half a record would count against every dialect.
  const lastLine = sample.lastIndexOf(0x0a) + 1;
  tokenizer.push(whole || lastLine === 0 ? sample : sample.subarray(0, lastLine));
  tokenizer.end();
  return { dialect, seen };
}

function lookAt(r: RawRecord, width: number, seen: Seen): void {
  seen.records++;
  const extra = r.fields === width + 1 && r.starts[width] === r.ends[width];
  if (extra) seen.trailing++;
  if (r.fault !== undefined || (width > 0 && r.fields !== width && !extra)) return;
  seen.good++;
  for (let i = 0; i < r.fields; i++) {
    const kind = r.quoted[i] ?? 0;
    const from = r.starts[i] ?? 0;
    const to = r.ends[i] ?? 0;
    const marker = from < to && isMarker(MARKERS, r.buffer, from, to);
    if (kind & QUOTED) seen.quoted++;
    if (kind === 3) seen.doubled++;
    if (kind & 4) seen.escaped++;
    if (kind === 0 && marker) {
      const text = Buffer.from(r.buffer.subarray(from, to)).toString('latin1');
      seen.marks.set(text, (seen.marks.get(text) ?? 0) + 1);
    } else if (marker) seen.quotedMarkers++;
    if (kind !== 0 || (from < to && !marker)) seen.values++;
  }
}

/** Most good records win; what the dialects' own marks say decides between equals. */
function choose(
  looked: readonly Looked[],
  sample: Uint8Array,
): Looked & { why: string[]; sure: boolean } {
  const most = Math.max(...looked.map(({ seen }) => seen.good));
  // A few broken rows must not turn one dialect into another in which they happen to read well.
  const equal = looked.filter(({ seen }) => seen.good >= 0.9 * most - 1);
  const backslash = sample.includes(0x5c);
  const quote = sample.includes(0x22);
  const of = (quotes: boolean, escape: boolean): Looked | undefined =>
    equal.find(
      ({ dialect: d }) => d.format === 'text' && d.quotes === quotes && d.escape === escape,
    );
  const csv = equal.find(({ dialect }) => dialect.format === 'csv');
  const inQuotes = of(true, true) ?? of(true, false) ?? csv;
  const allQuoted = inQuotes !== undefined && quote && inQuotes.seen.quoted >= inQuotes.seen.values;
  const escaped = of(true, true)?.seen.escaped ?? of(false, true)?.seen.escaped ?? 0;
  const pick = ((): [Looked, string] | undefined => {
    const [only] = equal;
    if (equal.length === 1 && only) return [only, `Only so the first ${most} lines read well.`];
    if (csv && csv.seen.doubled > 0) return [csv, 'Quotes inside values are doubled: CSV.'];
    const addQuotes = of(true, true);
    if (allQuoted && addQuotes && escaped > 0)
      return [addQuotes, 'Every value is in quotes and backslashes protect: ADDQUOTES ESCAPE.'];
    const bare = of(false, true);
    const comma = csv?.dialect.delimiter === ',';
    if (!allQuoted && bare && bare.seen.escaped > 0 && (!comma || bare.seen.good > csv.seen.good))
      return [bare, 'Backslashes stand before what they protect: ESCAPE.'];
    const none = of(false, false);
    if (none && csv && !comma && csv.seen.quoted === 0 && none.seen.good > csv.seen.good)
      return [none, 'Quotes and backslashes are only letters here: text without ESCAPE.'];
    if (csv && (csv.dialect.delimiter === ',' || quote) && !allQuoted)
      return [csv, quote ? 'Some values are in quotes: CSV.' : 'Commas and no quotes: CSV.'];
    if (allQuoted && csv && csv.dialect.delimiter === ',')
      return [csv, 'Every value is in quotes and none holds one: read as CSV.'];
    if (allQuoted && addQuotes)
      return [addQuotes, 'Every value is in quotes: ADDQUOTES, taken with ESCAPE.'];
    if (!quote && bare)
      return [
        bare,
        backslash
          ? 'Backslashes and no quotes: ESCAPE.'
          : 'No quote and no backslash so far: text, taken with ESCAPE.',
      ];
    return undefined;
  })();
  const [chosen, why] = pick ?? [equal[0] ?? { dialect: CSV, seen: emptySeen() }, 'The likeliest.'];
  const notes = [why];
  const { quotes, escape, format } = chosen.dialect;
  if (format === 'text' && quotes && !escape)
    notes.push(
      'ADDQUOTES without ESCAPE: values with a quote inside cannot be told and are set aside.',
    );
  if (format === 'text' && !quotes && !escape)
    notes.push('Neither quotes nor ESCAPE: rows whose values hold a delimiter are set aside.');
  const sure = quote || chosen.seen.escaped > 0 || looked.length === 1;
  return { ...chosen, why: notes, sure };
}

const emptySeen = (): Seen => ({
  records: 0,
  good: 0,
  trailing: 0,
  quoted: 0,
  values: 0,
  doubled: 0,
  escaped: 0,
  marks: new Map(),
  quotedMarkers: 0,
});

/** All usual markers count, those seen first: one may stand only further down. */
function nullsOf(seen: Seen, evidence: string[]): readonly string[] {
  const marks = [...seen.marks].toSorted((a, b) => b[1] - a[1]);
  const found = marks.map(([mark]) => mark);
  evidence.push(
    marks.length > 0
      ? `NULL is written ${marks.map(([mark, times]) => `${mark} (${times} times)`).join(', ')}.`
      : 'No marker of NULL so far: nothing between two delimiters is unknown.',
  );
  return found.length > 0
    ? [...found, ...USUAL_NULLS.filter((mark) => !found.includes(mark))]
    : ['', ...USUAL_NULLS.filter((mark) => mark !== '')];
}
