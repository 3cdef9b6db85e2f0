import { SILENCE } from '../../../shared/domain/csm-word.ts';
import type { Standing } from '../../../shared/domain/csm-word.ts';
import { marksOf } from './words.ts';
import css from './mark.module.css';

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
