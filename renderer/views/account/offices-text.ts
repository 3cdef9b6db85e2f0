import type { AccountDetail } from '../../../shared/domain/account.ts';
import { countText, plural } from '../../components/format.ts';

/** How many offices the account's numbers stand on, and how many more its list shows: `63 offices, and 9 closed or excluded`. */
export function officesText(account: {
  readonly offices: number;
  readonly officeRows: Pick<AccountDetail['officeRows'], 'length'>;
}): string {
  const counted = plural(account.offices, 'office');
  const other = account.officeRows.length - account.offices;
  return other > 0 ? `${counted}, and ${countText(other)} closed or excluded` : counted;
}
