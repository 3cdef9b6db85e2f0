import type { FeatureUse } from '../../../shared/domain/office.ts';
import { countText, dateText } from '../../components/format.ts';
import { FeatureStatus } from '../../components/feature-status.tsx';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { nameWords } from '../../components/words.ts';

const ORDER: readonly FeatureUse['status'][] = ['unused', 'used', 'off', 'not_in_plan', 'no_data'];

/** Which features this office uses and which it does not; what could be used and is not comes first. */
export function FeatureTable({ features }: { readonly features: readonly FeatureUse[] }) {
  const rows = features.toSorted(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      (b.peerShare ?? -1) - (a.peerShare ?? -1),
  );
  const used = features.filter((feature) => feature.status === 'used').length;
  const on = features.filter((feature) => feature.enabled === true).length;
  return (
    <Section title="Features" note={`${used} used of ${on} switched on, in 28 days`}>
      {rows.length === 0 ? (
        <p>The extract carries no feature columns.</p>
      ) : (
        <table className={page['table']}>
          <TableHead
            names={['Feature', 'Status', 'Uses, 28 d', 'Last used', 'Peers that use it']}
            numbers={['Uses, 28 d', 'Last used', 'Peers that use it']}
          />
          <tbody>
            {rows.map((feature) => (
              <tr key={feature.key}>
                <th scope="row">{nameWords(feature.key)}</th>
                <td>
                  <FeatureStatus status={feature.status} />
                </td>
                <td className={page['num']}>{countText(feature.events28)}</td>
                <td className={page['num']}>
                  {feature.lastUsedOn ? dateText(feature.lastUsedOn) : '·'}
                </td>
                <td className={page['num']}>
                  <ShareBar share={feature.peerShare} label="Peers that use it" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
