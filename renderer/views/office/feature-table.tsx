import type { OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { FeatureHistory } from '../../../shared/domain/office.ts';
import { Unknown } from '../../components/cells/cells.tsx';
import cells from '../../components/cells/cells.module.css';
import { sparkPath } from '../../components/cells/spark-path.ts';
import { countText, parseTrend, shortDateText } from '../../components/format.ts';
import { FeatureStatus } from '../../components/feature-status.tsx';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { nameWords } from '../../components/words.ts';

const ORDER: readonly FeatureHistory['status'][] = [
  'unused',
  'used',
  'off',
  'not_in_plan',
  'no_data',
];
const NUMBERS = [
  'Uses, 28 d',
  '12 weeks',
  'First used',
  'Last used',
  'Sister offices',
  'Other accounts that use it',
];

/** Which features this office uses and which it does not; what could be used and is not comes first. */
export function FeatureTable({
  features,
  evidence,
}: {
  readonly features: readonly FeatureHistory[];
  readonly evidence: OfficeEvidence | undefined;
}) {
  const rows = features.toSorted(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      (b.peerShare ?? -1) - (a.peerShare ?? -1),
  );
  const used = features.filter((feature) => feature.status === 'used').length;
  const on = features.filter((feature) => feature.enabled === true).length;
  return (
    <Section
      title="Features"
      note={`${used} used of ${on} switched on, in 28 days; first and last use as far back as the history goes`}
    >
      {rows.length === 0 ? (
        <p>The extract carries no feature columns.</p>
      ) : (
        <div className={page['scroll']}>
          <table className={page['table']}>
            <TableHead names={['Feature', 'Status', 'Licensed', ...NUMBERS]} numbers={NUMBERS} />
            <tbody>
              {rows.map((feature) => {
                const sisters = evidence?.features[feature.key];
                return (
                  <tr key={feature.key}>
                    <th scope="row">{nameWords(feature.key)}</th>
                    <td>
                      <FeatureStatus status={feature.status} />
                    </td>
                    <td className={page['quiet']}>{LICENSED[String(feature.entitled)]}</td>
                    <td className={page['num']}>{countText(feature.events28)}</td>
                    <td className={page['num']}>
                      <UseLine trend={feature.trend} />
                    </td>
                    <td className={page['num']}>{dayOrDot(feature.firstUsedOn)}</td>
                    <td className={page['num']}>{dayOrDot(feature.lastUsedOn)}</td>
                    <td className={page['num']}>
                      {sisters
                        ? `${countText(sisters.using)} of ${countText(sisters.enabled)}`
                        : '·'}
                    </td>
                    <td className={page['num']}>
                      <ShareBar share={feature.peerShare} label="Other accounts that use it" />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

const LICENSED: Readonly<Record<string, string>> = { true: 'yes', false: 'no', null: 'unknown' };

const dayOrDot = (iso: string | null) =>
  iso === null ? (
    <Unknown why="not in the history" />
  ) : (
    <span title={iso}>{shortDateText(iso)}</span>
  );

/** Uses a week over twelve weeks. */
function UseLine({ trend }: { readonly trend: string }) {
  const values = parseTrend(trend);
  if (!values) return <Unknown />;
  const known = values.map((value) => (value === null ? 'no data' : countText(value)));
  const words = `uses a week: ${known.join(', ')}`;
  const { path } = sparkPath(values, 72, 20);
  return (
    <svg className={cells['spark']} viewBox="0 0 72 20" role="img" aria-label={words}>
      <title>{words}</title>
      <path className={cells['base']} d="M2 18.5H70" />
      <path className={cells['line']} d={path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
