import css from './attributes.module.css';
import { Unknown } from './cells/cells.tsx';

/** Columns of the extract as they were delivered, by their own names. */
export function Attributes({
  values,
}: {
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}) {
  return (
    <dl className={css['list']}>
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null ? <Unknown why="empty in the extract" /> : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
