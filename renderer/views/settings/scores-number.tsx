import { useState } from 'react';
import css from './scores.module.css';

/** A number between two others, by slider or typed; what cannot be goes back when the field is left. */
export function SliderField({
  label,
  value,
  min,
  max,
  slideTo = max,
  step,
  unit = '',
  usual,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** How far the slider reaches; beyond it the number is typed. */
  readonly slideTo?: number;
  readonly step: number;
  /** Said after the number: `%`, `×`. */
  readonly unit?: string;
  /** As published; marked where the value is another. */
  readonly usual: number | null;
  readonly onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(value);
  const fits = (text: string): boolean =>
    text.trim() !== '' && Number(text) >= min && Number(text) <= max;
  return (
    <div className={css['number']}>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={`${value}${unit}`}
        min={min}
        max={slideTo}
        step={step}
        value={value}
        onChange={(event) => {
          setTyped(null);
          onChange(Number(event.target.value));
        }}
      />
      <input
        type="number"
        aria-label={`${label}, as a number`}
        aria-invalid={!fits(shown)}
        min={min}
        max={max}
        step="any"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          if (fits(event.target.value)) onChange(Number(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      <span className={css['unit']}>{unit}</span>
      <span className={css['was']}>
        {usual !== null && usual !== value ? `published ${usual}${unit}` : ''}
      </span>
    </div>
  );
}
