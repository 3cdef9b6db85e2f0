import { refuse } from '../../shared/contracts/problem.ts';
import type { WordStep } from '../../shared/contracts/csm-word.ts';
import type { Word, WordKind } from '../../shared/domain/csm-word.ts';
import {
  csmWordKind,
  readSayings,
  readWords,
  stepTo,
  type Subject,
} from '../services/people/csm-word.ts';
import type { Undo } from '../services/people/undo.ts';
import { one, type ReadableDB, type WritableDB } from '../services/sqlite/db.ts';
import { whoAmI } from './decision-job.ts';
import type { EngineCall, Table } from './table.ts';

/** What the customer success manager says, beside the scores. `now`: ISO. */
export function csmWordCalls(
  facts: ReadableDB,
  people: WritableDB,
  undo: Undo,
  now: () => string,
): Pick<Table, Extract<EngineCall, `csmWord.${string}`>> {
  const step = (subject: Subject, kind: WordKind, word: Word | null): WordStep | undefined =>
    stepTo(people, { ...subject, name: nameOf(facts, subject) ?? subject.companyId }, kind, {
      at: now(),
      by: whoAmI(),
      word,
    });
  return {
    'csmWord.all': () => readWords(people),
    'csmWord.history': (subject) => readSayings(people, subject),
    'csmWord.say'({ word, ...subject }) {
      if (subject.locationId === null && word.kind !== 'sentiment')
        throw refuse('bad_request', 'Only an office can be left out or confirmed as closed.', {
          next: 'Name the office.',
        });
      if (nameOf(facts, subject) === undefined)
        throw refuse(
          'not_found',
          `There is no ${subject.locationId === null ? `account ${subject.companyId}` : `office ${subject.locationId} of the account ${subject.companyId}`}.`,
          { stillWorks: 'Nothing was changed.', next: 'Check the id.' },
        );
      const doing = step(subject, word.kind, word);
      if (!doing) throw new Error('a word that is said is always a step');
      return undo.perform(csmWordKind, doing);
    },
    'csmWord.withdraw'({ kind, ...subject }) {
      const doing = step(subject, kind, null);
      return doing ? undo.perform(csmWordKind, doing) : null;
    },
  };
}

/** What an account or office is called; undefined where there is none. */
function nameOf(facts: ReadableDB, { companyId, locationId }: Subject): string | undefined {
  const row =
    locationId === null
      ? one<{ name: string }>(
          facts,
          'SELECT company_name AS name FROM company WHERE company_id = ?',
          companyId,
        )
      : one<{ name: string }>(
          facts,
          'SELECT location_name AS name FROM location WHERE company_id = ? AND location_id = ?',
          companyId,
          locationId,
        );
  return row?.name;
}
