import type { AccountFeature } from '../../../shared/domain/account.ts';
import { countText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { nameWords } from '../../components/words.ts';
import css from './account.module.css';
import { reach, usage } from './usage.ts';

const NUMBERS = [
  'Offices that use it',
  'Using / switched on / in plan',
  'Uses, 28 d',
  'Peers that use it',
];

/** Which features the account's offices use, and which they could use and do not; the widest gap to the peers first. */
export function AccountFeatures({ features }: { readonly features: readonly AccountFeature[] }) {
  const { used, unused, out } = usage(features);
  const groups = [
    { title: 'Switched on and used nowhere', rows: unused },
    { title: 'Used', rows: used },
    { title: 'Not switched on or not in the plan', rows: out },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <Section
      title="Features"
      note={`${used.length} used, ${unused.length} switched on and used nowhere, ${out.length} not switched on, in 28 days`}
    >
      <table className={page['table']}>
        <TableHead names={['Feature', ...NUMBERS]} numbers={NUMBERS} />
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={5} className={page['quiet']}>
                {title}
              </th>
            </tr>
            {rows.map((feature) => (
              <tr key={feature.key}>
                <th scope="row">{nameWords(feature.key)}</th>
                <td className={page['num']}>
                  <ShareBar share={reach(feature)} label="Offices that use it" />
                </td>
                <td className={page['num']}>
                  <span className={css['using']}>
                    {countText(feature.officesUsing)} / {countText(feature.officesEnabled)} /{' '}
                    {countText(feature.officesEntitled)}
                  </span>
                </td>
                <td className={page['num']}>{countText(feature.events28)}</td>
                <td className={page['num']}>
                  <ShareBar share={feature.peerShare} label="Peers that use it" />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Section>
  );
}
