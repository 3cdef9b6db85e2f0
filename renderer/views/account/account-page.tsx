import { useNavigate } from '@tanstack/react-router';
import type { AccountDetail } from '../../../shared/domain/account.ts';
import { useAccountEvidence } from '../../api/evidence.ts';
import { useFlags } from '../../api/flags.ts';
import { useAccount } from '../../api/queries.ts';
import { exportCsv } from '../../api/save.ts';
import { Attributes } from '../../components/attributes.tsx';
import { useBack } from '../../components/back.ts';
import { Below } from '../../components/below.tsx';
import { ExportButton } from '../../components/export-button.tsx';
import { FlagNote } from '../../components/flag-mark.tsx';
import { countText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { AccountFeatures } from './account-features.tsx';
import { AccountHead } from './account-head.tsx';
import { AccountOffices } from './account-offices.tsx';
import { AccountTogether } from './account-together.tsx';
import { AccountTrend } from './account-trend.tsx';
import { AccountWord, LeftOutNote } from './account-word.tsx';
import { ChangePanel } from './change-panel.tsx';
import { Heatmap } from './heatmap.tsx';
import { Movers } from './movers.tsx';
import { WhyScore } from './why-score.tsx';
import { missingText, officesText } from './offices-text.ts';
import { countedIn } from './usage.ts';

/** One account: what it pays, which of its offices to talk about, which features it uses and which it does not. */
export function AccountPage({ companyId }: { readonly companyId: string }) {
  const { data, error } = useAccount(companyId);
  const evidence = useAccountEvidence(companyId).data;
  const flags = useFlags();
  const navigate = useNavigate();
  useBack('/portfolio/accounts');
  useTitle(data?.company_name ?? '');
  useStatusText(
    data
      ? `${data.company_name}: ${officesText(data)}; ${countText(data.scored)} with a score`
      : '',
  );
  if (error || !data) {
    return (
      <Pending
        error={error}
        text="Reading the account"
        action={{ label: 'Portfolio', run: () => void navigate({ to: '/portfolio/accounts' }) }}
      />
    );
  }
  return (
    <article className={page['page']}>
      <AccountHead
        account={data}
        action={<ExportButton save={() => exportCsv({ scope: 'company', companyId })} />}
      />
      <FlagNote texts={flags.onPage(companyId, null)} />
      <LeftOutNote account={data} />
      <AccountOffices
        companyId={companyId}
        note={`${officesText(data)}; the worst first`}
        missing={missingText(data.missing)}
      />
      <AccountWord account={data} />
      <Below>
        {evidence ? (
          <>
            <WhyScore account={data} evidence={evidence} />
            <Heatmap companyId={companyId} evidence={evidence} />
            <Movers companyId={companyId} evidence={evidence} />
            <AccountTrend companyId={companyId} evidence={evidence} />
            <AccountFeatures features={countedIn(data.features, evidence.features)} />
          </>
        ) : null}
        <AccountTogether account={data} />
        <ChangePanel companyId={companyId} currency={data.currency} most={5} />
        <Payment account={data} />
      </Below>
    </article>
  );
}

/** What the extract says of the account itself: contract, money, contacts. */
function Payment({ account }: { readonly account: AccountDetail }) {
  return (
    <Section title="What they pay, and the rest of the account’s facts" note="as delivered">
      <Attributes values={account.attributes} />
    </Section>
  );
}
