import type { AccountDetail } from '../../../shared/domain/account.ts';
import { countText, dateText, plural } from '../../components/format.ts';

/** So many missing offices are named in one line. */
const NAMED = 5;

/** `… Berlin since 14 Nov 2026.`: offices in no count of the account, named; empty where there are none. */
export function missingText(missing: AccountDetail['missing']): string {
  if (missing.length === 0) return '';
  const named = missing.slice(0, NAMED).map((o) => `${o.location_name} since ${dateText(o.since)}`);
  const more = missing.length - named.length;
  return `Not in the extract, and in no number here: ${named.join(', ')}${more > 0 ? ` and ${countText(more)} more` : ''}.`;
}

/** How many offices the account's numbers stand on, and how many more its list shows: `63 offices, and 9 closed or excluded`. */
export function officesText(account: {
  readonly offices: number;
  readonly officeRows: Pick<AccountDetail['officeRows'], 'length'>;
}): string {
  const counted = plural(account.offices, 'office');
  const other = account.officeRows.length - account.offices;
  return other > 0 ? `${counted}, and ${countText(other)} closed or excluded` : counted;
}
