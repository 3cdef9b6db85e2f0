import { useNavigate } from '@tanstack/react-router';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { useFlags } from '../../api/flags.ts';
import { useOffice } from '../../api/queries.ts';
import { exportCsv } from '../../api/save.ts';
import { useBack } from '../../components/back.ts';
import { ExportButton } from '../../components/export-button.tsx';
import { FlagNote } from '../../components/flag-mark.tsx';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { AdoptionPanel } from './adoption-panel.tsx';
import { FeatureTable } from './feature-table.tsx';
import { History } from './history.tsx';
import css from './office.module.css';
import { OfficeHead } from './office-head.tsx';
import { OfficeWord } from './office-word.tsx';
import { RawFacts } from './raw-facts.tsx';
import { findings } from './reasons.ts';
import { RiskPanel } from './risk-panel.tsx';

interface Props {
  readonly companyId: string;
  readonly locationId: string;
}

/** One office: how it does, why the score is what it is, what was used and when, and where each number came from. */
export function OfficePage({ companyId, locationId }: Props) {
  const { data, error } = useOffice(companyId, locationId);
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
      <Diagnosis office={data} />
      <OfficeWord office={data} />
      <div className={page['two']}>
        <RiskPanel office={data} />
        <AdoptionPanel office={data} />
      </div>
      <History companyId={companyId} locationId={locationId} measures={data.measures} />
      <FeatureTable features={data.features} />
      <RawFacts office={data} />
    </article>
  );
}

function Diagnosis({ office }: { readonly office: OfficeDetail }) {
  const found = findings(office);
  return (
    <Section title="In short">
      {found.length === 0 ? (
        <p className={page['sub']}>Nothing sets this office apart from similar ones.</p>
      ) : (
        <ol className={css['findings']}>
          {found.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
    </Section>
  );
}
