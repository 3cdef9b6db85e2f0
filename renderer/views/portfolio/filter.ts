import { BAND_WORDS, countryName, STATE_WORDS } from '../../components/words.ts';
import { BANDS } from '../../../shared/domain/score.ts';
import { folded } from '../../../shared/domain/fold.ts';
import type { AccountRecord, OfficeRecord } from '../../../shared/domain/records.ts';
import type { State } from '../../../shared/domain/score.ts';

/** A filter one can press; `test` says which rows it keeps. */
export interface Chip<R> {
  readonly id: string;
  readonly label: string;
  readonly glyph: string;
  readonly test: (row: R) => boolean;
}

export interface Filter {
  readonly text: string;
  /** Ids of the chips pressed; a row is kept when any of them keeps it. None pressed: all rows. */
  readonly chips: readonly string[];
}

const haystacks = new WeakMap<object, string>();

function haystack(row: object, parts: readonly (string | null)[]): string {
  let text = haystacks.get(row);
  if (text === undefined) {
    text = folded(parts.filter((part) => part !== null).join('\n'));
    haystacks.set(row, text);
  }
  return text;
}

const officeText = (row: OfficeRecord): string =>
  haystack(row, [
    row.location_name,
    row.company_name,
    row.city,
    countryName(row.country_code),
    row.country_code,
    row.csm_name,
    row.csm_email,
    row.location_id,
  ]);

const accountText = (row: AccountRecord): string =>
  haystack(row, [
    row.company_name,
    row.csm_name,
    row.csm_email,
    row.worst_location_name,
    row.company_id,
  ]);

/** Rows whose text holds every word typed. */
function matching<R extends object>(
  rows: readonly R[],
  text: string,
  textOf: (row: R) => string,
): readonly R[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const found = textOf(row);
    return words.every((word) => found.includes(word));
  });
}

/** Rows of one CSM; all rows where none is chosen. */
export function bookOf<R extends { readonly csm_email: string | null }>(
  rows: readonly R[],
  csm: string | null,
): readonly R[] {
  return csm === null ? rows : rows.filter((row) => row.csm_email === csm);
}

export const matchingOffices = (rows: readonly OfficeRecord[], text: string) =>
  matching(rows, text, officeText);
export const matchingAccounts = (rows: readonly AccountRecord[], text: string) =>
  matching(rows, text, accountText);

export function pressed<R>(
  rows: readonly R[],
  chips: readonly Chip<R>[],
  ids: readonly string[],
): readonly R[] {
  const tests = chips.filter((chip) => ids.includes(chip.id)).map((chip) => chip.test);
  return tests.length === 0 ? rows : rows.filter((row) => tests.some((test) => test(row)));
}

/** The states that are more than "scored": what to act on first, the past last. */
const STATES: readonly State[] = [
  'silent',
  'notice',
  'onboarding',
  'not_enough_data',
  'not_live',
  'closed',
  'excluded',
];

/** Bands, then states. */
export const OFFICE_CHIPS: readonly Chip<OfficeRecord>[] = [
  ...BANDS.toReversed().map((band) => ({
    id: band,
    label: BAND_WORDS[band].word,
    glyph: BAND_WORDS[band].glyph,
    test: (row: OfficeRecord) => row.band === band,
  })),
  ...STATES.map((state) => ({
    id: state,
    label: STATE_WORDS[state].word,
    glyph: '',
    test: (row: OfficeRecord) => row.state === state,
  })),
];

/** Rows whose data has a flag: something is known against it. */
export function flagChip<R>(flagsOf: (row: R) => readonly string[]): Chip<R> {
  return { id: 'flag', label: 'Data flag', glyph: '⚑', test: (row) => flagsOf(row).length > 0 };
}

/** Rows a person said something of; an account also where they did of one of its offices. */
export function wordChip<R>(said: (row: R) => boolean): Chip<R> {
  return { id: 'word', label: 'Your word', glyph: '✎', test: said };
}

const SOON_DAYS = 90;

export function accountChips(today: number | null): readonly Chip<AccountRecord>[] {
  return [
    {
      id: 'high',
      label: 'High risk',
      glyph: BAND_WORDS.high.glyph,
      test: (row) => (row.high ?? 0) > 0,
    },
    {
      id: 'elevated',
      label: 'Elevated at most',
      glyph: BAND_WORDS.elevated.glyph,
      test: (row) => (row.high ?? 0) === 0 && (row.elevated ?? 0) > 0,
    },
    {
      id: 'renewal',
      label: `Renewal within ${SOON_DAYS} days`,
      glyph: '',
      test: (row) => {
        if (today === null || row.renewal_day === null) return false;
        const days = row.renewal_day - today;
        return days >= 0 && days <= SOON_DAYS;
      },
    },
  ];
}

/** The filter as a sentence: for the foot of the screen and for the file that is taken along. */
export function filterWords<R>(
  filter: Filter,
  chips: readonly Chip<R>[],
  csm: string | null,
): string {
  const parts: string[] = [];
  if (csm !== null) parts.push(`book of ${csm}`);
  const labels = chips.filter((chip) => filter.chips.includes(chip.id)).map((chip) => chip.label);
  if (labels.length > 0) parts.push(labels.join(' or ').toLowerCase());
  if (filter.text.trim() !== '') parts.push(`text "${filter.text.trim()}"`);
  return parts.length === 0 ? 'all' : parts.join(', ');
}
