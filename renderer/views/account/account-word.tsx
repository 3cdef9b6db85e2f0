import { Link } from '@tanstack/react-router';
import type { AccountDetail } from '../../../shared/domain/account.ts';
import { sayWord, useSayings, useWords, withdrawWord } from '../../api/csm-word.ts';
import { CsmWordPanel } from '../../components/csm-word/panel.tsx';
import { moneyText, plural } from '../../components/format.ts';
import css from './account.module.css';

/** What the person says of this account. */
export function AccountWord({ account }: { readonly account: AccountDetail }) {
  const subject = { companyId: account.company_id, locationId: null };
  const { of } = useWords();
  const { data: history } = useSayings(subject);
  return (
    <CsmWordPanel
      standing={of(subject.companyId, null)}
      state={null}
      history={history ?? []}
      onSay={(word) => sayWord({ ...subject, word })}
      onWithdraw={(kind) => withdrawWord({ ...subject, kind })}
    />
  );
}

/** The offices a person left out of the account's numbers, by name; nothing where there are none. */
export function LeftOutNote({ account }: { readonly account: AccountDetail }) {
  const { apart, company_id: companyId, currency } = account;
  if (!apart) return null;
  const counts = [
    apart.excluded > 0 ? `${plural(apart.excluded, 'office')} left out by you` : '',
    apart.closed > 0 ? `${plural(apart.closed, 'closure')} confirmed by you` : '',
  ].filter(Boolean);
  return (
    <p className={css['apart']}>
      {counts.join(', ')}, in no number of the account
      {apart.arr > 0 ? ` (${moneyText(apart.arr, currency)} ARR)` : ''}:{' '}
      {apart.offices.map(({ location_id: locationId, location_name: name }, at) => (
        <span key={locationId}>
          {at === 0 ? '' : ', '}
          <Link to="/office/$companyId/$locationId" params={{ companyId, locationId }}>
            {name}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
