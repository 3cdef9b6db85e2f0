import { Link } from '@tanstack/react-router';
import { plural, proseDays } from './format.ts';
import css from './flag-mark.module.css';

/** A small flag in a row, with its words for those who point at it or cannot see it; nothing where there is no flag. */
export function FlagMark({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  const words = proseDays(texts.join(' '));
  return (
    <span className={css['mark']} data-flag title={words}>
      <span aria-hidden>⚑</span>
      <span className="sr">Data flag: {words}</span>
    </span>
  );
}

/** The flags of a page's subject, several of them folded; behind them the way to what happened to the data. */
export function FlagNote({ texts }: { readonly texts: readonly string[] }) {
  const [first, ...more] = texts;
  if (first === undefined) return null;
  const health = <Link to="/data">Data health</Link>;
  if (more.length === 0)
    return (
      <p className={css['note']}>
        <span aria-hidden>⚑ </span>
        {proseDays(first)} {health}
      </p>
    );
  return (
    <details className={css['note']}>
      <summary>
        <span aria-hidden>⚑ </span>
        {plural(texts.length, 'data flag')}
      </summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>{proseDays(text)}</li>
        ))}
        <li>{health}</li>
      </ul>
    </details>
  );
}
