import type { Day } from '../../../shared/domain/day.ts';
import type { OfficeAttributes } from '../../../shared/scoring/book.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { readTexts } from '../store/attributes-history.ts';
import { PRESENT, readWindow, readWindows, type HistoryWindow } from '../store/history.ts';
import { ATTRIBUTE } from '../store/history-measures.ts';

/** An office that one delivery lacks stays; one that two weeks lack is no longer known. */
const KNOWN_DAYS = 14;
/** ARR is compared with its highest of 26 weeks, looked at every four weeks. */
const ARR_BACK = [28, 56, 84, 112, 140, 168];

const TEXTS = ['segment', 'industry', 'plan', 'region', 'location_status', 'currency'] as const;
const NUMBERS = [
  'location_arr',
  'employees',
  'contract_term_months',
  'notice_days',
  'invoice_overdue_days',
  'nps',
  'location_opened_on',
  'licensed_on',
  'cancellation_notice_on',
  'cancelled_on',
  'contract_start_on',
  'renewal_on',
  'nps_responded_on',
] as const;

type Text = (typeof TEXTS)[number];
type Numbered = (typeof NUMBERS)[number];

export interface PastOffices {
  /** At their ordinals. One that was not known then counts nowhere. */
  readonly offices: readonly OfficeAttributes[];
  /** 1 = had a row in the two weeks to that day. */
  readonly known: Uint8Array;
  readonly currency: readonly (string | null)[];
}

/**
 * The offices as the extract described them on a past day: the attributes of the newest row of each in the two weeks to
 * it, nothing of later. The clocks of the sources are not kept by day: what a stale source lacked then is unknown there
 * anyway.
 */
export function pastOffices(db: ReadableDB, asOf: Day): PastOffices {
  const columns = [...TEXTS, ...NUMBERS].map((name) => ATTRIBUTE + name);
  const window = readWindow(db, {
    measures: [PRESENT, ...columns],
    from: asOf - KNOWN_DAYS + 1,
    to: asOf,
  });
  const texts = readTexts(db);
  const newest = newestRows(window);
  const at = (name: string, ord: number): number => {
    const row = newest[ord] ?? -1;
    return row < 0 ? Number.NaN : (window.measures.get(ATTRIBUTE + name)?.[row] ?? Number.NaN);
  };
  const number = (name: Numbered, ord: number): number | null => orNull(at(name, ord));
  const text = (name: Text, ord: number): string | null => texts.get(at(name, ord)) ?? null;
  const arrBefore = highestArr(db, asOf, (ord) => at('currency', ord));
  const offices: OfficeAttributes[] = [];
  for (const { ord, company_id, location_id, first_day } of ids(db)) {
    while (offices.length < ord) offices.push(nobody('', ''));
    const row = newest[ord] ?? -1;
    if (row < 0) {
      offices.push(nobody(company_id, location_id));
      continue;
    }
    offices.push({
      ...nobody(company_id, location_id),
      segment: text('segment', ord),
      industry: text('industry', ord),
      plan: text('plan', ord),
      region: text('region', ord),
      employees: number('employees', ord),
      arr: number('location_arr', ord),
      status: text('location_status', ord) ?? '',
      openedOn: number('location_opened_on', ord),
      licensedOn: number('licensed_on', ord),
      noticeOn: number('cancellation_notice_on', ord),
      cancelledOn: number('cancelled_on', ord),
      contractStartOn: number('contract_start_on', ord),
      renewalOn: number('renewal_on', ord),
      contractTermMonths: number('contract_term_months', ord),
      noticeDays: number('notice_days', ord),
      overdueDays: number('invoice_overdue_days', ord),
      nps: number('nps', ord),
      npsOn: number('nps_responded_on', ord),
      firstSeen: first_day,
      lastSeen: window.firstDay + Math.floor(row / window.offices),
      arrBefore: orNull(arrBefore[ord] ?? Number.NaN),
    });
  }
  return {
    offices,
    known: Uint8Array.from(offices, (_, ord) => ((newest[ord] ?? -1) < 0 ? 0 : 1)),
    currency: offices.map((_, ord) => text('currency', ord)),
  };
}

/** Place of each office's newest row in the window; −1 = none. */
function newestRows({ days, offices, measures }: HistoryWindow): Int32Array {
  const rows = new Int32Array(offices).fill(-1);
  const present = measures.get(PRESENT);
  if (!present) return rows;
  for (let row = 0; row < days * offices; row++) if (present[row] === 1) rows[row % offices] = row;
  return rows;
}

/** Highest ARR over the 26 weeks before; amounts of different currencies are never compared. */
function highestArr(db: ReadableDB, asOf: Day, currencyOf: (ord: number) => number): Float64Array {
  const windows = readWindows(
    db,
    ARR_BACK.map((ago) => ({
      measures: [`${ATTRIBUTE}location_arr`, `${ATTRIBUTE}currency`],
      from: asOf - ago,
      to: asOf - ago,
    })),
  );
  const highest = new Float64Array(windows[0]?.offices ?? 0).fill(Number.NaN);
  for (const { measures } of windows) {
    const currencies = measures.get(`${ATTRIBUTE}currency`);
    measures.get(`${ATTRIBUTE}location_arr`)?.forEach((arr, ord) => {
      if (Number.isNaN(arr) || currencies?.[ord] !== currencyOf(ord)) return;
      const before = highest[ord] ?? Number.NaN;
      if (!(before >= arr)) highest[ord] = arr;
    });
  }
  return highest;
}

const ids = (db: ReadableDB) =>
  all<{ ord: number; company_id: string; location_id: string; first_day: number }>(
    db,
    'SELECT ord, company_id, location_id, first_day FROM location ORDER BY ord',
  );

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Holds the place of an office that was not known: counts nowhere. */
const nobody = (companyId: string, locationId: string): OfficeAttributes => ({
  companyId,
  locationId,
  segment: null,
  industry: null,
  plan: null,
  region: null,
  employees: null,
  arr: null,
  status: 'test',
  openedOn: null,
  licensedOn: null,
  noticeOn: null,
  cancelledOn: null,
  contractStartOn: null,
  renewalOn: null,
  contractTermMonths: null,
  noticeDays: null,
  overdueDays: null,
  nps: null,
  npsOn: null,
  usageAsOf: null,
  supportAsOf: null,
  billingAsOf: null,
  crmAsOf: null,
  firstSeen: 0,
  lastSeen: 0,
  lastActiveOn: null,
  arrBefore: null,
});
