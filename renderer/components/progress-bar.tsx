import css from './progress-bar.module.css';

/** `value` of `max`; a `max` of 0 = nobody knows yet how much there is. */
export function ProgressBar({
  label,
  text,
  value,
  max,
  slim = false,
}: {
  readonly label: string;
  readonly text: string;
  readonly value: number;
  readonly max: number;
  readonly slim?: boolean;
}) {
  const known = max > 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuetext={text}
      {...(known ? { 'aria-valuemin': 0, 'aria-valuemax': max, 'aria-valuenow': value } : {})}
      className={`${css['track']} ${slim ? css['slim'] : ''}`}
    >
      <div
        className={known ? css['fill'] : `${css['fill']} ${css['unknown']}`}
        style={known ? { width: `${(100 * value) / max}%` } : undefined}
      />
    </div>
  );
}
