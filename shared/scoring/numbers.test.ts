import { expect, test } from 'vitest';
import { bookNumbers } from './numbers.ts';
import { scoreBook } from './score-book.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';

test('the numbers alone are those of the whole scores', () => {
  const book = testBook(
    crowd(80, [
      { change: 0.3 },
      { cancelledOn: AS_OF - 3 },
      { licensedOn: AS_OF - 40, openedOn: AS_OF - 40 },
      { employees: null },
    ]),
  );
  const { adoption, risk } = bookNumbers(book);
  const { scores } = scoreBook(book);
  const close = (a: number | undefined, b: number | undefined): void => {
    if (b === undefined) expect(a).toBeNaN();
    else expect(Math.abs((a ?? Number.NaN) - b)).toBeLessThan(1e-9);
  };
  scores.forEach((score, i) => {
    close(adoption[i], score.adoption?.score);
    close(risk[i], score.risk?.logit);
  });
});
