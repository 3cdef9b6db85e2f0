import type { AccountDetail } from '../../../shared/domain/account.ts';
import { countText } from '../../components/format.ts';
import { BAND_WORDS } from '../../components/words.ts';
import css from './account.module.css';

/** How many offices stand in each band; those without a score are told, not hidden. */
export function BandCounts({ account }: { readonly account: AccountDetail }) {
  const { high, elevated, scored, offices } = account;
  const low = scored - high - elevated;
  const none = offices - scored;
  return (
    <span className={css['bands']}>
      <span className={high > 0 ? css['high'] : css['none']}>
        {BAND_WORDS.high.glyph} {countText(high)} high
      </span>
      <span className={elevated > 0 ? css['elevated'] : css['none']}>
        {BAND_WORDS.elevated.glyph} {countText(elevated)} elevated
      </span>
      <span className={css['none']}>
        {BAND_WORDS.low.glyph} {countText(low)} low
      </span>
      {none > 0 ? <span className={css['none']}>{countText(none)} without a score</span> : null}
    </span>
  );
}
