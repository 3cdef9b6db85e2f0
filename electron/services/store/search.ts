import type { SearchHit, SearchKind } from '../../../shared/contracts/search.ts';
import { folded, marksIn, wordsOf } from '../../../shared/domain/fold.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';

interface Query {
  readonly text: string;
  readonly kinds?: readonly SearchKind[] | undefined;
  readonly limit: number;
}

type Found = Omit<SearchHit, 'marks'> & { readonly id: number };

const FIELDS = 'e.id, e.kind, e.company_id, e.location_id, e.email, e.name, e.context';
const WANTED = "(@kinds IS NULL OR instr(@kinds, ' ' || e.kind || ' ') > 0)";
/** Ids rise as weight falls, and the indexes give rows by id: the first ones are the best, without sorting. */
const BEST = 'ORDER BY e.id LIMIT @limit';
/** Words (a JSON list) that begin a word of the entry. */
const BEGINS = `NOT EXISTS (SELECT 1 FROM json_each(@begins) b WHERE instr(' ' || e.words, ' ' || b.value) = 0)`;

const STARTS = `SELECT ${FIELDS} FROM search_entry e
  WHERE e.folded >= @from AND e.folded < @to AND ${WANTED} ${BEST}`;
const WORDS = `SELECT ${FIELDS} FROM search_word f CROSS JOIN search_entry e ON e.id = f.rowid
  WHERE f.words MATCH @match AND ${WANTED} ORDER BY f.rowid LIMIT @limit`;
const INSIDE = `SELECT ${FIELDS} FROM search_infix f CROSS JOIN search_entry e ON e.id = f.rowid
  WHERE f.words MATCH @match AND ${BEGINS} AND ${WANTED} ORDER BY f.rowid LIMIT @limit`;
const ANYWHERE = `SELECT ${FIELDS} FROM search_entry e
  WHERE NOT EXISTS (SELECT 1 FROM json_each(@words) w WHERE instr(e.words, w.value) = 0) AND ${WANTED} ${BEST}`;

/** The shortest text the trigram index can look up. */
const TRIGRAM = 3;
/** Scripts that are written without spaces: a word of two letters stands inside of a longer run. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
const LAST = '\u{10FFFF}';

/** What the text finds, best first; see the contract for the order. */
export function findByText(db: ReadableDB, query: Query): readonly SearchHit[] {
  const words = wordsOf(query.text);
  const whole = folded(query.text).trim();
  if (words.length === 0) return [];
  const { limit } = query;
  const kinds = query.kinds === undefined ? null : ` ${query.kinds.join(' ')} `;
  const found = new Map<number, Found>();
  const take = (rows: readonly Found[]): boolean => {
    for (const row of rows) if (found.size < limit) found.set(row.id, row);
    return found.size >= limit;
  };
  const shared = { kinds, limit };
  const enough =
    take(all<Found>(db, STARTS, { from: whole, to: whole + LAST, ...shared })) ||
    take(all<Found>(db, WORDS, { match: words.map((w) => `"${w}"*`).join(' '), ...shared }));
  if (!enough) take(insideWords(db, words, shared));
  return [...found.values()].map(({ id: _id, ...hit }) => ({
    ...hit,
    marks: marksIn(hit.name, words),
  }));
}

/** Hits for what stands inside of words. The trigram index cannot look up shorter words: those must begin one. */
function insideWords(
  db: ReadableDB,
  words: readonly string[],
  shared: { readonly kinds: string | null; readonly limit: number },
): readonly Found[] {
  const long = words.filter((word) => Array.from(word).length >= TRIGRAM);
  const short = words.filter((word) => !long.includes(word));
  if (long.length === 0)
    return words.some((word) => UNSPACED.test(word))
      ? all<Found>(db, ANYWHERE, { words: JSON.stringify(words), ...shared })
      : [];
  const match = long.map((word) => `"${word}"`).join(' AND ');
  return all<Found>(db, INSIDE, { match, begins: JSON.stringify(short), ...shared });
}
