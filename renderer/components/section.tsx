import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './section.module.css';

/** A titled part of a page, set off by a hairline and nothing else. */
export function Section({
  title,
  note,
  fill = false,
  children,
}: {
  readonly title: string;
  /** What the reader must know to read the part: unit, window, what a sign means. */
  readonly note?: ReactNode;
  /** Takes the height that is left on its page. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`${css['section']} ${fill ? css['fill'] : ''}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note ? <p>{note}</p> : null}
      </header>
      {children}
    </section>
  );
}
