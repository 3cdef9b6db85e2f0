import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { AdoptionCell, RiskCell, Unknown } from '../../components/cells/cells.tsx';
import {
  countText,
  dateAwayText,
  dateText,
  moneyText,
  proseDays,
} from '../../components/format.ts';
import { PageHead } from '../../components/page-head.tsx';
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
    <PageHead
      title={office.location_name}
      sub={
        <>
          <Link to="/account/$companyId" params={{ companyId }}>
            {office.company_name}
          </Link>
          {place.length > 0 ? ` · ${place.join(', ')}` : ''}
          {csm ? ` · ${String(csm)}` : ''}
          {office.missingSince === null
            ? ''
            : ` · not in the extract since ${dateText(office.missingSince)}`}
        </>
      }
      action={action}
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
        { name: 'Renewal', value: dateAwayText(office.renewal_on, ds) },
        { name: 'Last active', value: dateAwayText(office.last_active_at, ds) },
      ]}
    />
  );
}
