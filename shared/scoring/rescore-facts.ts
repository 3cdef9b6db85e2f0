import type { BookFacts } from './book.ts';
import { weeklyReadings } from './earlier.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import { inState } from './prepared.ts';
import { readBook } from './read-book.ts';
import type { RescoreFacts } from './rescore.ts';
import { yardsticks } from './yardsticks.ts';

/**
 * Reads a book up to where the weights come in, the weeks of the settled bands included. Costs as much as a scoring;
 * what it returns is good for any number of `rescore`, about 2 KB per office.
 */
export function readForRescore(book: BookFacts): RescoreFacts {
  const { p, peers, scored, sticks, scales } = readBook(book);
  const day = evaluate(p, sticks, scales);
  const weeks: Evaluation[] = [];
  for (const week of weeklyReadings(p)) {
    const then = yardsticks(week, peers, inState(week, 'scored'));
    weeks.push(evaluate(week, then, scales));
  }
  return { asOf: book.asOf, day, weeks, scored };
}
