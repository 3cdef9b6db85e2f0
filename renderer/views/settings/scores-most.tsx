import { Link } from '@tanstack/react-router';
import type { WhatIfOffice } from '../../../shared/domain/what-if.ts';
import { countText, oddsText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { BAND_WORDS } from '../../components/words.ts';
import settings from './settings.module.css';

/** The offices whose odds would move most. */
export function ScoresMost({ offices }: { readonly offices: readonly WhatIfOffice[] }) {
  return (
    <section aria-label="Offices that move most">
      <h3 className={settings['sub']}>Offices that move most</h3>
      <table className={page['table']}>
        <TableHead
          names={['Account', 'Office', 'Odds now', 'Then', 'Band now', 'Then ', 'Adoption']}
          numbers={['Odds now', 'Then', 'Adoption']}
        />
        <tbody>
          {offices.map((o) => (
            <tr key={`${o.company_id} ${o.location_id}`}>
              <th scope="row">{o.company_name}</th>
              <td>
                <Link
                  to="/office/$companyId/$locationId"
                  params={{ companyId: o.company_id, locationId: o.location_id }}
                >
                  {o.location_name}
                </Link>
              </td>
              <td className={page['num']}>{oddsText(o.odds_before)}</td>
              <td className={page['num']}>{oddsText(o.odds_after)}</td>
              <td>{bandText(o.band_before)}</td>
              <td>{bandText(o.band_after)}</td>
              <td className={page['num']}>
                {countText(rounded(o.adoption_before))} → {countText(rounded(o.adoption_after))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const rounded = (score: number | null): number | null =>
  score === null ? null : Math.round(score);
const bandText = (band: WhatIfOffice['band_before']): string =>
  `${BAND_WORDS[band].glyph} ${BAND_WORDS[band].word}`;
