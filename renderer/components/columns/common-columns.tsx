import type { OfficeRecord } from '../../../shared/domain/records.ts';
import { Text, Unknown } from '../cells/cells.tsx';
import { daysAway, moneyShort, moneyText } from '../format.ts';
import type { GridColumn } from '../grid/column.ts';
import { arrText, dateOf } from './texts.ts';

/** What a row must have for these columns; offices and accounts both do. */
type Has<K extends keyof OfficeRecord> = Pick<OfficeRecord, K>;

/** `unknown` says why an amount is not there. */
export function arrColumn(
  about: string,
  width: number,
  unknown?: string,
): GridColumn<Has<'arr' | 'currency'>> {
  return {
    id: 'arr',
    header: 'ARR',
    about,
    width,
    end: true,
    value: (row) => row.arr,
    text: arrText,
    cell: (row) =>
      row.arr === null ? (
        <Unknown why={unknown} />
      ) : (
        <span title={moneyText(row.arr, row.currency)}>{moneyShort(row.arr, row.currency)}</span>
      ),
    firstDescending: true,
    exports: ['arr', 'currency'],
  };
}

/** `today` is the data's day, not the clock's. */
export function renewalColumn(today: number | null): GridColumn<Has<'renewal_day'>> {
  return {
    id: 'renewal',
    header: 'Renewal',
    about: 'Days to the renewal of the contract, from the day of the data',
    width: 88,
    end: true,
    value: (row) => row.renewal_day,
    text: (row) => dateOf(row.renewal_day),
    cell: (row) => <Away day={row.renewal_day} today={today} />,
    firstDescending: false,
    exports: ['renewal_day'],
  };
}

/** `today` is the data's day, not the clock's. */
export function activeColumn(
  about: string,
  width: number,
  today: number | null,
): GridColumn<Has<'last_active_day'>> {
  return {
    id: 'active',
    header: 'Last active',
    about,
    width,
    end: true,
    value: (row) => row.last_active_day,
    text: (row) => dateOf(row.last_active_day),
    cell: (row) => <Away day={row.last_active_day} today={today} />,
    firstDescending: false,
    exports: ['last_active_day'],
  };
}

export function csmColumn(exports: readonly string[]): GridColumn<Has<'csm_name' | 'csm_email'>> {
  return {
    id: 'csm',
    header: 'CSM',
    about: 'Customer success manager of the account',
    width: 136,
    beyond: true,
    value: (row) => row.csm_name ?? row.csm_email,
    cell: (row) => <Text value={row.csm_name ?? row.csm_email} />,
    firstDescending: false,
    exports,
  };
}

function Away({ day, today }: { readonly day: number | null; readonly today: number | null }) {
  return day === null ? <Unknown /> : <span>{daysAway(day, today)}</span>;
}
