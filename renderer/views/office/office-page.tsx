import { Link, useNavigate } from '@tanstack/react-router';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { useEvidence } from '../../api/evidence.ts';
import { useFlags } from '../../api/flags.ts';
import { useOffice } from '../../api/queries.ts';
import { exportCsv } from '../../api/save.ts';
import { useBack } from '../../components/back.ts';
import { Below } from '../../components/below.tsx';
import { ExportButton } from '../../components/export-button.tsx';
import { FlagNote } from '../../components/flag-mark.tsx';
import { proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { AdoptionPanel } from './adoption-panel.tsx';
import { Cards } from './cards.tsx';
import { ChangePanel } from './change-panel.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { FactsTab } from './facts-tab.tsx';
import { FeatureTable } from './feature-table.tsx';
import { History } from './history.tsx';
import { HistoryTab } from './history-tab.tsx';
import { ModelsBeside } from './models-beside.tsx';
import css from './office.module.css';
import { OfficeHead } from './office-head.tsx';
import type { OfficeSearch } from './office-search.ts';
import { OfficeWord } from './office-word.tsx';
import { RiskPanel } from './risk-panel.tsx';
import { Sisters } from './sisters.tsx';

interface Props {
  readonly companyId: string;
  readonly locationId: string;
  readonly search: OfficeSearch;
}

/** One office: how it does, why the score is what it is, what was used and when, and where each number came from. */
export function OfficePage({ companyId, locationId, search }: Props) {
  const { data, error } = useOffice(companyId, locationId);
  const evidence = useEvidence({ companyId, locationId }).data;
  const flags = useFlags();
  const navigate = useNavigate();
  useBack('/portfolio/offices');
  useTitle(data?.location_name ?? '');
  useStatusText(data ? `${data.company_name}, ${data.location_name}` : '');
  if (error || !data) {
    return (
      <Pending
        error={error}
        text="Reading the office"
        action={{ label: 'Portfolio', run: () => void navigate({ to: '/portfolio/offices' }) }}
      />
    );
  }
  return (
    <article className={page['page']}>
      <OfficeHead
        office={data}
        action={
          <ExportButton save={() => exportCsv({ scope: 'location', companyId, locationId })} />
        }
      />
      <FlagNote texts={flags.onPage(companyId, locationId)} />
      <Tabs companyId={companyId} locationId={locationId} search={search} />
      {search.tab === 'facts' ? (
        <FactsTab office={data} search={search} />
      ) : search.tab === 'changes' ? (
        <>
          <ChangePanel companyId={companyId} locationId={locationId} />
          <HistoryTab companyId={companyId} locationId={locationId} evidence={evidence} />
        </>
      ) : (
        <AtAGlance office={data} evidence={evidence} />
      )}
    </article>
  );
}

function AtAGlance({
  office,
  evidence,
}: {
  readonly office: OfficeDetail;
  readonly evidence: ReturnType<typeof useEvidence>['data'];
}) {
  return (
    <>
      <Diagnosis office={office} evidence={evidence} />
      <Cards office={office} evidence={evidence} />
      <OfficeWord office={office} />
      {office.adoption || office.risk ? (
        <div className={page['two']}>
          <RiskPanel office={office} evidence={evidence} />
          <AdoptionPanel office={office} evidence={evidence} />
        </div>
      ) : (
        <Section title="Scores">
          <p className={page['sub']}>
            No risk and no adoption is shown: {proseDays(office.state_text)}
          </p>
        </Section>
      )}
      <Below>
        <ChangePanel companyId={office.company_id} locationId={office.location_id} most={3} />
        <ModelsBeside office={office} />
        <History office={office} />
        <FeatureTable features={office.features} evidence={evidence} />
        {evidence ? (
          <Sisters companyId={office.company_id} name={office.location_name} evidence={evidence} />
        ) : null}
      </Below>
    </>
  );
}

const TABS = [
  [undefined, 'At a glance'],
  ['facts', 'Raw facts'],
  ['changes', 'Changes'],
] as const;

/** The tab that is shown is the address itself, with the days it shows. */
function Tabs({ search, ...params }: Props) {
  return (
    <nav aria-label="Parts of the page" className={css['tabs']}>
      {TABS.map(([tab, name]) => (
        <Link
          key={name}
          to="/office/$companyId/$locationId"
          params={params}
          search={tab === search.tab ? search : tab === undefined ? {} : { tab }}
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          replace
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
