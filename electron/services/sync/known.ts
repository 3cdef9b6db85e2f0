import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { StagedRow } from '../extract/day-rows.ts';
import type { ReadableDB, WritableDB } from '../sqlite/db.ts';
import { rememberTexts } from '../store/attributes-history.ts';
import { readAccounts, type Account } from '../store/companies.ts';
import { officeIds, readOrdinals, type Ordinal } from '../store/locations.ts';
import { owedDays } from '../store/remove-day.ts';
import type { DayOffices, OfficeBook } from './checks/types.ts';

/** What the store knows of offices and accounts, read once per sync and kept in step by every publish. */
export interface Known {
  offices: Map<string, Ordinal>;
  /** The same by ordinal; undefined where the office is gone. */
  ordinals: (Ordinal | undefined)[];
  accounts: Map<string, Account>;
  /** Days whose delivery has to be read again for the newest rows of offices. */
  owed: Set<Day>;
}

export function readKnown(db: WritableDB): Known {
  const offices = readOrdinals(db);
  const ordinals: Known['ordinals'] = [];
  for (const office of offices.values()) {
    while (ordinals.length <= office.ord) ordinals.push(undefined);
    ordinals[office.ord] = office;
  }
  rememberTexts(db);
  return { offices, ordinals, accounts: readAccounts(db), owed: owedDays(db) };
}

/** The office of each row; undefined where the store does not know it yet. */
export function officesOf(
  { offices }: Known,
  rows: readonly StagedRow[],
): readonly (Ordinal | undefined)[] {
  return rows.map((row) => offices.get(row.key ?? officeKeyOf(row.companyId, row.locationId)));
}

/** Ordinals are given in order of appearance and never change. */
export function addOffice(known: Known, row: StagedRow): Ordinal {
  const { companyId, locationId } = row;
  const office: Ordinal = { ord: known.ordinals.length, companyId, day: -Infinity, hash: null };
  known.ordinals.push(office);
  known.offices.set(row.key ?? officeKeyOf(companyId, locationId), office);
  return office;
}

/** Who has a row, as checks compare it. `offices`: of each row, see {@link officesOf}. */
export function dayOffices(
  known: Known,
  rows: readonly StagedRow[],
  offices: readonly (Ordinal | undefined)[],
): DayOffices {
  const marks = new Uint8Array(known.ordinals.length);
  for (const office of offices) if (office) marks[office.ord] = 1;
  return { count: rows.length, marks, fresh: rows.filter((_, i) => !offices[i]) };
}

export const bookOf = (db: ReadableDB, { ordinals }: Known): OfficeBook => ({
  companyOf: (ord) => ordinals[ord]?.companyId ?? '',
  idsOf: (ord) => officeIds(db, ord) ?? { companyId: '', locationId: '' },
});
