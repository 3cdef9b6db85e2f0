import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { AdoptionCell, RiskCell, Unknown } from '../../components/cells/cells.tsx';
import { Facts } from '../../components/facts.tsx';
import { countText, dateText, daysAwayIso, moneyText, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { confidenceWord, countryName, STATE_WORDS } from '../../components/words.ts';

export function OfficeHead({
  office,
  action,
}: {
  readonly office: OfficeDetail;
  readonly action: ReactNode;
}) {
  const { company_id: companyId, adoption, risk, ds } = office;
  const place = [office.city, countryName(office.country_code)].filter((each) => each !== null);
  const csm = office.attributes['csm_name'] ?? office.csm_email;
  return (
    <header>
      <div className={page['head']}>
        <div>
          <h1>{office.location_name}</h1>
          <p className={page['sub']}>
            <Link to="/account/$companyId" params={{ companyId }}>
              {office.company_name}
            </Link>
            {place.length > 0 ? ` · ${place.join(', ')}` : ''}
            {csm ? ` · ${String(csm)}` : ''}
          </p>
        </div>
        {action}
      </div>
      <div className={page['facts']}>
        <Facts
          facts={[
            {
              name: 'State',
              value: STATE_WORDS[office.state].words,
              about: proseDays(office.state_text),
            },
            {
              name: 'Risk',
              value: risk ? (
                <RiskCell band={risk.band} odds={risk.odds} state={office.state} />
              ) : (
                <Unknown why={proseDays(office.state_text)} />
              ),
              about: 'Band, and odds of a cancellation notice against the book average',
            },
            {
              name: 'Adoption',
              value: adoption ? (
                <AdoptionCell score={adoption.score} low={adoption.low} high={adoption.high} />
              ) : (
                <Unknown why={proseDays(office.state_text)} />
              ),
            },
            {
              name: 'Confidence',
              value: adoption ? confidenceWord(adoption.confidence) : <Unknown />,
              about: 'How much of the score stands on data that was delivered',
            },
            { name: 'Employees', value: countText(office.employees) },
            {
              name: 'ARR',
              value: office.arr === null ? 'not allocated' : moneyText(office.arr, office.currency),
            },
            {
              name: 'Renewal',
              value: office.renewal_on
                ? `${dateText(office.renewal_on)}, ${daysAwayIso(office.renewal_on, ds)}`
                : '·',
            },
            {
              name: 'Last active',
              value: office.last_active_at
                ? `${dateText(office.last_active_at)}, ${daysAwayIso(office.last_active_at, ds)}`
                : '·',
            },
          ]}
        />
      </div>
    </header>
  );
}
