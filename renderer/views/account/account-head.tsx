import type { ReactNode } from 'react';
import type { AccountDetail } from '../../../shared/domain/account.ts';
import { AdoptionCell, Unknown } from '../../components/cells/cells.tsx';
import { countText, dateAwayText, moneyText, UNKNOWN } from '../../components/format.ts';
import { PageHead } from '../../components/page-head.tsx';
import { nameWords } from '../../components/words.ts';
import { BandCounts } from './band-counts.tsx';
import { officesText } from './offices-text.ts';

export function AccountHead({
  account,
  action,
}: {
  readonly account: AccountDetail;
  readonly action: ReactNode;
}) {
  const { ds } = account;
  const sub = [
    account.csm_name ?? account.csm_email,
    account.segment && nameWords(account.segment),
    account.industry && nameWords(account.industry),
    account.plan && `${nameWords(account.plan)} plan`,
  ].filter(Boolean);
  return (
    <PageHead
      title={account.company_name}
      sub={sub.join(' · ')}
      action={action}
      facts={[
        { name: officesText(account), value: <BandCounts account={account} /> },
        {
          name: 'Adoption',
          value:
            account.adoption === null ? (
              <Unknown why="no office has a score" />
            ) : (
              <AdoptionCell
                score={account.adoption}
                low={account.roll_up?.adoption_low ?? null}
                high={account.roll_up?.adoption_high ?? null}
              />
            ),
          about: 'Mean adoption of its offices, weighted by ARR',
        },
        {
          name: 'ARR',
          value: account.arr === null ? '·' : moneyText(account.arr, account.currency),
          about: 'Yearly recurring revenue',
        },
        { name: 'Renewal', value: dateAwayText(account.renewal_on, ds) },
        {
          name: 'Licences',
          value: licencesText(account),
          about: 'Office licences the account pays for, and live offices that use one',
        },
        { name: 'Employees', value: countText(account.employees) },
        { name: 'Last active', value: dateAwayText(account.last_active_at, ds) },
      ]}
    />
  );
}

/** `8 paid, 5 live`; what is not delivered is left unknown. */
function licencesText({ paid_locations: paid, roll_up }: AccountDetail): string {
  if (paid === null) return UNKNOWN;
  return roll_up === null
    ? `${countText(paid)} paid`
    : `${countText(paid)} paid, ${countText(roll_up.live_offices)} live`;
}
