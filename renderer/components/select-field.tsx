import { useId } from 'react';
import type { ReactNode } from 'react';
import css from './field.module.css';

/** One of a few values, by the system's own list. */
export function SelectField<V extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [V, string])[];
  readonly onChange: (value: V) => void;
  readonly hint?: ReactNode;
}) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint ? `${id}-note` : undefined}
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      {hint ? (
        <p id={`${id}-note`} className={css['hint']}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
