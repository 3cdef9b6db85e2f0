import type { AccountDetail } from '../../../shared/domain/account.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { besideLines, togetherLines } from './together-text.ts';

/** The scores of the offices taken together, and what is known of the company beside them. */
export function AccountTogether({ account }: { readonly account: AccountDetail }) {
  const together = togetherLines(account.roll_up, account.currency);
  const beside = besideLines(account.attributes, account.ds);
  return (
    <div className={page['two']}>
      {together.length === 0 ? null : (
        <Section title="Offices taken together" note="sums and ARR-weighted means of the offices">
          <Lines lines={together} />
        </Section>
      )}
      {beside.length === 0 ? null : (
        <Section
          title="Of the company as a whole"
          note="beside the scores of its offices, not in them"
        >
          <Lines lines={beside} />
        </Section>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <p key={line} className={page['sub']}>
      {line}
    </p>
  ));
}
