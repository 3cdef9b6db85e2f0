import { useId } from 'react';
import css from './field.module.css';

/** A calendar day by the system's own picker; empty = none. */
export function DateField({
  label,
  value,
  onChange,
  hint,
}: {
  readonly label: string;
  /** ISO, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        aria-describedby={hint ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint ? (
        <p id={`${id}-note`} className={css['hint']}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
