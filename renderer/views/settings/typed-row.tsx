import { useState } from 'react';
import { Row } from './row.tsx';
import css from './settings.module.css';

interface Typed {
  readonly name: string;
  readonly note: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A value that is typed in parts: it applies when the field is left or Enter is pressed, and what cannot be goes back. */
function TypedRow({
  name,
  note,
  value,
  onChange,
  fits,
  ...input
}: Typed & {
  readonly type: 'time' | 'number';
  readonly min?: number;
  readonly max?: number;
  readonly fits: (draft: string) => boolean;
}) {
  const [draft, setDraft] = useState(value);
  const [before, setBefore] = useState(value);
  // Changed elsewhere, or taken back: shown as it is now, and the focus stays where it was.
  if (before !== value) {
    setBefore(value);
    setDraft(value);
  }
  const keep = (): void => {
    if (!fits(draft)) setDraft(value);
    else if (draft !== value) onChange(draft);
  };
  return (
    <Row name={name} note={note}>
      <input
        {...input}
        aria-label={name}
        className={css['input']}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
    </Row>
  );
}

/** `HH:MM`. */
export function TimeRow(row: Typed) {
  return <TypedRow {...row} type="time" fits={(draft) => draft !== ''} />;
}

/** A whole number between two others. */
export function NumberRow({
  min,
  max,
  value,
  onChange,
  ...row
}: Omit<Typed, 'value' | 'onChange'> & {
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const fits = (draft: string): boolean => {
    const number = Number(draft);
    return draft !== '' && Number.isInteger(number) && number >= min && number <= max;
  };
  return (
    <TypedRow
      {...row}
      type="number"
      min={min}
      max={max}
      value={String(value)}
      fits={fits}
      onChange={(draft) => onChange(Number(draft))}
    />
  );
}
