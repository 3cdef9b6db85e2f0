import { addUp } from './add-up.ts';
import { bookRisk } from './book-risk.ts';
import type { BookFacts } from './book.ts';
import { evaluate } from './evaluation.ts';
import { readBook } from './read-book.ts';
import type { Numbers } from './split-change.ts';

/** Adoption and log-odds of every office as `scoreBook` has them, without bands, peers and sentences: a third of its work. */
export function bookNumbers(book: BookFacts): Numbers {
  const { p, scored, sticks, scales } = readBook(book);
  const { adoption, points } = addUp(evaluate(p, sticks, scales), book.settings);
  const { eta0 } = bookRisk(points, scored, book.settings);
  return { adoption, risk: points.map((sum) => eta0 + sum) };
}
