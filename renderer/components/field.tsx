import { useId } from 'react';
import css from './field.module.css';

export function Field({
  label,
  value,
  onChange,
  placeholder,
  hint,
  error,
  secret = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Shown as dots while it is typed. */
  readonly secret?: boolean;
}) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {note ? (
        <p id={`${id}-note`} className={error ? css['error'] : css['hint']}>
          {error ? '! ' : ''}
          {note}
        </p>
      ) : null}
    </div>
  );
}
