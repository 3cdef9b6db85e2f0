import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './section.module.css';

/** A titled part of a page, set off by a hairline and nothing else. */
export function Section({
  title,
  note,
  children,
}: {
  readonly title: string;
  /** What the reader must know to read the part: unit, window, what a sign means. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={css['section']} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note ? <p>{note}</p> : null}
      </header>
      {children}
    </section>
  );
}
