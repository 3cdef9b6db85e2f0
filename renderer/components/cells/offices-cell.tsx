import type { AccountRecord } from '../../../shared/domain/records.ts';
import { countText } from '../format.ts';
import css from './offices-cell.module.css';

/** How many of an account's offices stand in which band, as one bar and in numbers. */
export function OfficesCell({ row }: { readonly row: AccountRecord }) {
  const high = row.high ?? 0;
  const elevated = row.elevated ?? 0;
  const all = Math.max(row.offices ?? 0, high + elevated, 1);
  const words = `${high} high and ${elevated} elevated of ${countText(row.offices)} offices`;
  return (
    <span className={css['cell']} title={words}>
      <span className="sr">{words}</span>
      <span aria-hidden>
        {high > 0 ? <b className={css['highText']}>▲{high} </b> : null}
        {elevated > 0 ? <span className={css['elevatedText']}>◆{elevated} </span> : null}
        <span className={css['of']}>of {countText(row.offices)}</span>
      </span>
      <span className={css['bar']} aria-hidden>
        <i className={css['high']} style={{ width: `${(100 * high) / all}%` }} />
        <i className={css['elevated']} style={{ width: `${(100 * elevated) / all}%` }} />
      </span>
    </span>
  );
}
