import type { AccountPeers } from '../../../shared/domain/account-evidence.ts';
import { countText, decimalText, percentText } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';
import css from './why-score.module.css';

/** Where the account's adoption stands among accounts alike: a thin line each, the own one thick. */
export function PeersStrip({ peers }: { readonly peers: AccountPeers }) {
  const { n, own, values, percentile, alike } = peers;
  const lower = percentile < 50;
  const share = percentText((lower ? 100 - percentile : percentile) / 100);
  return (
    <p className={css['strip']}>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        <path className={css['base']} d="M0 9.5H100" />
        {values.map((value, at) => (
          <path key={at} className={css['other']} d={`M${value.toFixed(1)} 3V9.5`} />
        ))}
        <path className={css['mark']} d={`M${own.toFixed(1)} 0V10`} />
      </svg>
      <span>
        Adoption {decimalText(own, 0)} is {lower ? 'lower' : 'higher'} than that of {share} of{' '}
        {countText(n)} other accounts alike ({nameWords(alike)}).
      </span>
    </p>
  );
}
