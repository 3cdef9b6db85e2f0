import { Link } from '@tanstack/react-router';
import { telling } from '../../../shared/scoring/why.ts';
import { useFlags } from '../../api/flags.ts';
import { useAccount, useOffice } from '../../api/queries.ts';
import { AdoptionCell, RiskCell, Unknown } from '../../components/cells/cells.tsx';
import { FlagNote } from '../../components/flag-mark.tsx';
import { countText, dateAwayText, moneyText, plural, proseDays } from '../../components/format.ts';
import { Facts, type Fact } from '../../components/facts.tsx';
import { Pending } from '../../components/pending.tsx';
import css from './inspector.module.css';

/** What sets the office apart, in the words of its page, and the numbers a call begins with. */
export function OfficeStory({
  companyId,
  locationId,
}: {
  readonly companyId: string;
  readonly locationId: string;
}) {
  const { data: office, error } = useOffice(companyId, locationId);
  const flags = useFlags();
  if (error || !office) return <Pending error={error} text="Reading the office" />;
  const { risk, adoption } = office;
  const said = [
    ...(office.state === 'scored' ? [] : [office.state_text]),
    ...telling(adoption, risk).map(({ text }) => text),
    ...office.flags.map((flag) => flag.text),
  ].map((text) => proseDays(text).replace(/\.$/, ''));
  return (
    <div className={css['story']}>
      <h2>
        <bdi>{office.location_name}</bdi>
      </h2>
      <p className={css['of']}>
        <bdi>{office.company_name}</bdi>
        {office.city === null ? '' : ` · ${office.city}`}
      </p>
      <FlagNote texts={flags.onPage(companyId, locationId)} />
      <ul className={css['said']}>
        {said.length === 0 ? <li>Nothing sets this office apart from similar ones.</li> : null}
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Facts
        facts={[
          {
            name: 'Churn risk',
            value: (
              <RiskCell band={risk?.band ?? null} odds={risk?.odds ?? null} state={office.state} />
            ),
          },
          {
            name: 'Adoption',
            value: adoption ? (
              <AdoptionCell score={adoption.score} low={adoption.low} high={adoption.high} />
            ) : (
              <Unknown why="no score" />
            ),
          },
          ...shared(office),
          { name: 'Employees', value: countText(office.employees) },
        ]}
      />
      <p className={css['more']}>
        <Link to="/office/$companyId/$locationId" params={{ companyId, locationId }}>
          Open the office
        </Link>
        <Link to="/account/$companyId" params={{ companyId }}>
          The account
        </Link>
      </p>
    </div>
  );
}

/** How many of its offices want attention, and which one first. */
export function AccountStory({ companyId }: { readonly companyId: string }) {
  const { data: account, error } = useAccount(companyId);
  const flags = useFlags();
  if (error || !account) return <Pending error={error} text="Reading the account" />;
  const { worst } = account;
  return (
    <div className={css['story']}>
      <h2>
        <bdi>{account.company_name}</bdi>
      </h2>
      <p className={css['of']}>{account.csm_name ?? account.csm_email}</p>
      <FlagNote texts={flags.onPage(companyId, null)} />
      <p>
        {plural(account.offices, 'office')}: {countText(account.high)} with high risk,{' '}
        {countText(account.elevated)} with elevated risk, {countText(account.scored)} with a score.
      </p>
      <ul className={css['said']}>
        {account.officeRows
          .filter(({ why }) => why !== null)
          .slice(0, 5)
          .map(({ location_id: id, location_name: name, why }) => (
            <li key={id}>
              <Link to="/office/$companyId/$locationId" params={{ companyId, locationId: id }}>
                <bdi>{name}</bdi>
              </Link>
              : {proseDays(why ?? '')}
            </li>
          ))}
      </ul>
      <Facts
        facts={[
          ...shared(account),
          { name: 'Paid licences', value: countText(account.paid_locations) },
          {
            name: 'Talk about first',
            value: worst ? worst.location_name : 'no office has a score',
          },
        ]}
      />
      <p className={css['more']}>
        <Link to="/account/$companyId" params={{ companyId }}>
          Open the account
        </Link>
      </p>
    </div>
  );
}

function shared(row: {
  readonly arr: number | null;
  readonly currency: string | null;
  readonly renewal_on: string | null;
  readonly last_active_at: string | null;
  readonly ds: string;
}): readonly Fact[] {
  return [
    { name: 'ARR', value: row.arr === null ? <Unknown /> : moneyText(row.arr, row.currency) },
    { name: 'Renewal', value: dateAwayText(row.renewal_on, row.ds) },
    { name: 'Last active', value: dateAwayText(row.last_active_at, row.ds) },
  ];
}
