import { isDeepStrictEqual } from 'node:util';
import { wordStep, type WordStep } from '../../../shared/contracts/csm-word.ts';
import type { Said, Saying, Word, WordKind } from '../../../shared/domain/csm-word.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { changedMeanwhile, type UndoKind } from './undo-kind.ts';

/** What is spoken of, by the extract's ids: an account, or (with a location) one of its offices. */
export interface Subject {
  readonly companyId: string;
  readonly locationId: string | null;
}

interface Row {
  readonly id: number;
  readonly kind: WordKind;
  readonly company_id: string;
  readonly location_id: string | null;
  readonly word: string | null;
  readonly said_at: string;
  readonly said_by: string;
}

type Entry = WordStep['entry'];

const STANDING = `
SELECT * FROM csm_word WHERE word IS NOT NULL AND id IN (
  SELECT max(id) FROM csm_word WHERE @company IS NULL OR company_id = @company
  GROUP BY company_id, location_id, kind)
ORDER BY company_id, location_id, kind`;

/** What stands now, of everything or of one account and its offices. */
export function readWords(db: ReadableDB, companyId?: string): readonly Said[] {
  return all<Row>(db, STANDING, { company: companyId ?? null }).flatMap(
    ({ kind: _kind, word, ...said }) =>
      word === null ? [] : [{ ...said, word: JSON.parse(word) as Word }],
  );
}

/** All entries of one account or office, newest first. */
export function readSayings(db: ReadableDB, subject: Subject): readonly Saying[] {
  return entriesOf(db, subject).map(({ word, ...said }) => ({
    ...said,
    word: word === null ? null : (JSON.parse(word) as Word),
  }));
}

function entriesOf(db: ReadableDB, { companyId, locationId }: Subject): Row[] {
  return all<Row>(
    db,
    'SELECT * FROM csm_word WHERE company_id = @company AND location_id IS @location ORDER BY id DESC',
    { company: companyId, location: locationId },
  );
}

/** The newest entry of a kind, withdrawals included. */
function newest(
  db: ReadableDB,
  subject: Subject,
  kind: WordKind,
): (Entry & { readonly id: number }) | null {
  const row = readSayings(db, subject).find((each) => each.kind === kind);
  return row ? { id: row.id, at: row.said_at, by: row.said_by, word: row.word } : null;
}

/**
 * What is to be kept of saying a word (or, with null, of withdrawing the one that stands). Undefined where there is
 * nothing to withdraw.
 * @param subject.name what the account or office is called, for people
 */
export function stepTo(
  db: ReadableDB,
  subject: Subject & { readonly name: string },
  kind: WordKind,
  entry: Entry,
): WordStep | undefined {
  const found = newest(db, subject, kind);
  if (entry.word === null && (found?.word ?? null) === null) return undefined;
  const before = found && { at: found.at, by: found.by, word: found.word };
  const { companyId, locationId, name } = subject;
  return { companyId, locationId, name, kind, before, entry };
}

export const csmWordKind: UndoKind<WordStep> = {
  kind: 'csm_word',
  read: (kept) => wordStep.parse(kept),
  words: ({ kind, name, entry: { word } }) =>
    word === null ? WITHDRAWN[kind](name) : saidWords(word, name),
  apply({ db }, step) {
    const found = newest(db, step, step.kind);
    if (!same(found, step.before)) throw changedMeanwhile(THING[step.kind](step.name));
    add(db, step);
  },
  revert({ db }, step) {
    const found = newest(db, step, step.kind);
    if (found === null || !same(found, step.entry))
      throw changedMeanwhile(THING[step.kind](step.name));
    run(db, 'DELETE FROM csm_word WHERE id = ?', found.id);
  },
};

function add(db: WritableDB, { companyId, locationId, kind, entry }: WordStep): void {
  run(
    db,
    `INSERT INTO csm_word (kind, company_id, location_id, word, said_at, said_by)
     VALUES (@kind, @company, @location, @word, @at, @by)`,
    {
      kind,
      company: companyId,
      location: locationId,
      word: entry.word === null ? null : JSON.stringify(entry.word),
      at: entry.at,
      by: entry.by,
    },
  );
}

const same = (found: Entry | null, kept: Entry | null): boolean =>
  found === null || kept === null
    ? found === kept
    : found.at === kept.at && found.by === kept.by && isDeepStrictEqual(found.word, kept.word);

const THING: Readonly<Record<WordKind, (name: string) => string>> = {
  sentiment: (name) => `The sentiment of ${name}`,
  exclusion: (name) => `What counts of ${name}`,
  closure: (name) => `The closure of ${name}`,
};

const WITHDRAWN: Readonly<Record<WordKind, (name: string) => string>> = {
  sentiment: (name) => `Sentiment of ${name} withdrawn`,
  exclusion: (name) => `${name} counts again`,
  closure: (name) => `Closure of ${name} not confirmed any more`,
};

function saidWords(word: Word, name: string): string {
  switch (word.kind) {
    case 'sentiment':
      return `Sentiment of ${name} set to ${word.level ?? word.words ?? ''}`;
    case 'exclusion':
      return `${name} left out of its account`;
    case 'closure':
      return `Closure of ${name} confirmed`;
  }
}
