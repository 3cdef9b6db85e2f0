import type { Dialect, DialectSettings } from '../../../shared/contracts/dialect.ts';

interface DialectField {
  readonly name: string;
  readonly label: string;
  /** What stands for it in the settings; '' = not set. */
  readonly valueOf: (settings: DialectSettings) => string;
  /** Value and words; beside them always '' for "as found". */
  readonly options: readonly (readonly [string, string])[];
  readonly found: (dialect: Dialect) => string;
  /** The part of the settings a value stands for. */
  readonly set: (value: string) => DialectSettings;
  /** Keys of the settings that go when it is not set any more. */
  readonly keys: readonly (keyof DialectSettings)[];
}

const DELIMITERS: readonly (readonly [string, string])[] = [
  [',', 'Comma'],
  ['|', 'Bar'],
  ['\t', 'Tab'],
  [';', 'Semicolon'],
  ['^', 'Caret'],
  ['~', 'Tilde'],
  ['\x01', 'Byte 01'],
];

const wordIn = (options: readonly (readonly [string, string])[], value: string): string =>
  options.find(([each]) => each === value)?.[1] ?? value;

/** CSV has one way of quoting; text has four. */
const QUOTING: readonly (readonly [string, string])[] = [
  ['csv', 'CSV'],
  ['text:quotes:escape', 'Text, ADDQUOTES ESCAPE'],
  ['text:escape', 'Text, ESCAPE'],
  ['text:quotes', 'Text, ADDQUOTES'],
  ['text', 'Text, neither'],
];
const quotingOf = ({ format, quotes, escape }: DialectSettings): string =>
  format === 'text'
    ? ['text', ...(quotes ? ['quotes'] : []), ...(escape ? ['escape'] : [])].join(':')
    : (format ?? '');

const NULLS: readonly (readonly [string, string])[] = [
  ['@NULL@', '@NULL@'],
  ['\\N', '\\N'],
  ['NULL', 'NULL'],
  ['nothing', 'Nothing between two separators'],
];
const nullsOf = (nulls: readonly string[]): string =>
  nulls.map((mark) => (mark === '' ? 'nothing' : mark)).join(' or ');

const HEADERS: readonly (readonly [string, string])[] = [
  ['yes', 'Column names'],
  ['no', 'Data'],
];

/** What of the dialect a person can say, in the order in which a file is looked at. */
export const FOUND: readonly DialectField[] = [
  {
    name: 'delimiter',
    label: 'Separator',
    valueOf: ({ delimiter }) => delimiter ?? '',
    options: DELIMITERS,
    found: ({ delimiter }) => wordIn(DELIMITERS, delimiter),
    set: (delimiter) => ({ delimiter }),
    keys: ['delimiter'],
  },
  {
    name: 'quoting',
    label: 'Quoting',
    valueOf: quotingOf,
    options: QUOTING,
    found: (dialect) => wordIn(QUOTING, quotingOf(dialect)),
    set: (value) =>
      value === 'csv'
        ? { format: 'csv' }
        : {
            format: 'text',
            quotes: value.includes(':quotes'),
            escape: value.includes(':escape'),
          },
    keys: ['format', 'quotes', 'escape'],
  },
  {
    name: 'nulls',
    label: 'Unknown is written',
    valueOf: ({ nulls }) => (nulls ? nullsOf(nulls) : ''),
    options: NULLS,
    found: ({ nulls }) => nullsOf(nulls),
    set: (value) => ({ nulls: [value === 'nothing' ? '' : value] }),
    keys: ['nulls'],
  },
  {
    name: 'header',
    label: 'First line',
    valueOf: ({ header }) => (header === undefined ? '' : header ? 'yes' : 'no'),
    options: HEADERS,
    found: ({ header }) => wordIn(HEADERS, header ? 'yes' : 'no'),
    set: (value) => ({ header: value === 'yes' }),
    keys: ['header'],
  },
];

/** The settings with one field said, or left to the files again ('') . */
export function withField(
  settings: DialectSettings,
  field: Pick<DialectField, 'keys' | 'set'>,
  value: string,
): DialectSettings {
  const rest = Object.fromEntries(
    Object.entries(settings).filter(([key]) => !field.keys.some((each) => each === key)),
  ) as DialectSettings;
  return value === '' ? rest : { ...rest, ...field.set(value) };
}
