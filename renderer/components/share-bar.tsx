import { percentText } from './format.ts';
import css from './share-bar.module.css';

/** A share of 1 as a thin bar and in percent; unknown is hatched. */
export function ShareBar({
  share,
  label,
}: {
  readonly share: number | null;
  readonly label: string;
}) {
  return (
    <span
      className={css['share']}
      title={share === null ? `${label}: not enough peers or no data` : undefined}
    >
      <span className={`${css['track']} ${share === null ? css['hatch'] : ''}`} aria-hidden>
        <i style={{ width: `${100 * (share ?? 0)}%` }} />
      </span>
      <span className={css['text']}>
        {share === null ? (
          <span role="img" aria-label="unknown">
            ·
          </span>
        ) : (
          percentText(share)
        )}
      </span>
    </span>
  );
}
