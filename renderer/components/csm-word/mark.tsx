import { SILENCE } from '../../../shared/domain/csm-word.ts';
import type { Standing } from '../../../shared/domain/csm-word.ts';
import { marksOf } from './words.ts';
import css from './mark.module.css';
import { plural } from '../format.ts';

/** What a person said of a row's subject, framed so that nobody takes it for a computed state; nothing where nothing stands. */
export function WordMark({ standing }: { readonly standing: Standing }) {
  if (standing === SILENCE) return null;
  const today = Math.floor(Date.now() / 86_400_000);
  return marksOf(standing, today).map(({ look, glyph, word, about }) => (
    <span key={word} className={css['mark']} data-word title={`Your word: ${about}`}>
      <span className="sr">Your word: {word}</span>
      <span aria-hidden className={css[look]}>
        {glyph}
      </span>
    </span>
  ));
}

/** In a row of accounts: how many of its offices a person left out; nothing where none. */
export function LeftOutMark({ offices }: { readonly offices: number }) {
  if (offices === 0) return null;
  const about = `Your word: ${plural(offices, 'office')} left out or confirmed as closed, in none of these numbers`;
  return (
    <span className={css['mark']} title={about}>
      <span className="sr">{about}</span>
      <span aria-hidden className={css['plain']}>
        ⊘{offices}
      </span>
    </span>
  );
}
