import type { AccountRecord, OfficeRecord } from '../../../shared/domain/records.ts';
import { countText, moneyShort, plural } from '../format.ts';

type Has = Pick<OfficeRecord & AccountRecord, 'employees' | 'adoption' | 'arr' | 'currency'>;

/** What selected rows add up to. What is not known counts nowhere, and how many those are is said. */
export function totalsText(rows: readonly Has[]): string {
  const parts = [
    `${countText(rows.length)} selected`,
    sumText(rows, 'employees'),
    arrText(rows),
    adoptionText(rows),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function sumText(rows: readonly Has[], name: 'employees'): string {
  const known = rows.flatMap((row) => row[name] ?? []);
  if (known.length === 0) return '';
  const sum = known.reduce((total, value) => total + value, 0);
  return `${countText(sum)} ${name}${missing(rows.length - known.length)}`;
}

/** Amounts of different currencies have no sum. */
function arrText(rows: readonly Has[]): string {
  const known = rows.filter((row) => row.arr !== null);
  const [currency, ...others] = new Set(known.map((row) => row.currency));
  if (currency === undefined) return '';
  if (others.length > 0) return `ARR in ${plural(others.length + 1, 'currency', 'currencies')}`;
  const sum = known.reduce((total, row) => total + (row.arr ?? 0), 0);
  return `ARR ${moneyShort(sum, currency)}${missing(rows.length - known.length)}`;
}

function adoptionText(rows: readonly Has[]): string {
  const known = rows.flatMap((row) => row.adoption ?? []);
  if (known.length === 0) return '';
  const mean = known.reduce((total, value) => total + value, 0) / known.length;
  return `mean adoption ${Math.round(mean)}${missing(rows.length - known.length)}`;
}

const missing = (count: number): string => (count === 0 ? '' : ` (${countText(count)} unknown)`);
