import { shownParts } from './shown.ts';
import css from './palette.module.css';

/** A name with what was typed marked in it. Each name keeps its own direction, and what cannot be seen is shown. */
export function Marked({
  text,
  marks,
}: {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}) {
  return (
    <bdi title={text}>
      {shownParts(text, marks).map(({ at, part, marked }) =>
        marked ? (
          <b key={at} className={css['mark']}>
            {part}
          </b>
        ) : (
          <span key={at}>{part}</span>
        ),
      )}
    </bdi>
  );
}
