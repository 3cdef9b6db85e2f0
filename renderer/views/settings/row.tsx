import type { ReactNode } from 'react';
import css from './settings.module.css';

/** One thing to choose: its name and what it means on the left, the control on the right. */
export function Row({
  name,
  note,
  children,
}: {
  readonly name: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={css['row']}>
      <div>
        <p>{name}</p>
        {note ? <p className={css['note']}>{note}</p> : null}
      </div>
      <div>{children}</div>
    </div>
  );
}

/** On or off; the name is the label of the box. */
export function Switch({
  name,
  note,
  on,
  disabled = false,
  onChange,
}: {
  readonly name: string;
  readonly note?: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className={css['row']}>
      <div>
        <p>{name}</p>
        {note ? <p className={css['note']}>{note}</p> : null}
      </div>
      <div>
        <input
          type="checkbox"
          checked={on}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      </div>
    </label>
  );
}
