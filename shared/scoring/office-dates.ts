import { formatDay, type Day } from '../domain/day.ts';
import { SOURCE_LAG } from '../domain/freshness.ts';
import type { OfficeAttributes } from './book.ts';
import type { RenewalKind } from './terms.ts';

export const SIBLING_DAYS = 182;
export const NPS_DAYS = 182;
const DEFAULT_NOTICE_DAYS = 30;
/** Whether to renew is decided in the two months before notice is due, not on the last day. */
const NOTICE_WINDOW_DAYS = 60;

/** Dates of one office as they were known at `asOf`; what is dated later is not known yet. */
export interface OfficeDates {
  readonly noticeOn: Day | null;
  readonly cancelledOn: Day | null;
  /** Licence or opening of the office; may lie ahead. */
  readonly startOn: Day | null;
  readonly tenureYears: number | null;
  readonly renewal: { readonly kind: RenewalKind; readonly noticeBy: Day | null } | null;
  readonly usageFresh: boolean;
  readonly supportFresh: boolean;
  readonly billingFresh: boolean;
  readonly crmFresh: boolean;
}

export function datesAt(office: OfficeAttributes, asOf: Day, horizonDays: number): OfficeDates {
  const known = (day: Day | null) => (day !== null && day <= asOf ? day : null);
  const since = known(office.licensedOn) ?? known(office.openedOn) ?? known(office.contractStartOn);
  const fresh = (clock: Day | null, lag: number) => clock === null || asOf - clock <= lag;
  const crmFresh = fresh(office.crmAsOf, SOURCE_LAG.crm);
  // A licence or opening after the end starts a new life: the dates of the old one no longer describe the office.
  const begun = Math.max(known(office.licensedOn) ?? -1, known(office.openedOn) ?? -1);
  const current = (day: Day | null) => {
    const at = known(day);
    const ended = known(office.cancelledOn);
    return at !== null && ended !== null && begun > ended ? null : at;
  };
  return {
    noticeOn: current(office.noticeOn),
    cancelledOn: current(office.cancelledOn),
    startOn: office.licensedOn ?? office.openedOn,
    tenureYears: since === null ? null : (asOf - since) / 365.25,
    renewal: crmFresh ? renewalAt(office, asOf, horizonDays) : null,
    usageFresh: fresh(office.usageAsOf, SOURCE_LAG.usage),
    supportFresh: fresh(office.supportAsOf, SOURCE_LAG.support),
    billingFresh: fresh(office.billingAsOf, SOURCE_LAG.billing),
    crmFresh,
  };
}

/**
 * Annual contracts end only at a renewal, and notice is due some days before it. Inside: some of the weeks in which notice
 * is usually given lie within the horizon. A renewal date that has passed without being replaced says nothing about the
 * next one.
 */
function renewalAt(
  office: OfficeAttributes,
  asOf: Day,
  horizonDays: number,
): OfficeDates['renewal'] {
  const term = office.contractTermMonths ?? (office.renewalOn === null ? null : 12);
  if (term === null) return null;
  if (term < 12) return { kind: 'monthly', noticeBy: null };
  if (office.renewalOn === null || office.renewalOn < asOf) return null;
  const noticeBy = office.renewalOn - (office.noticeDays ?? DEFAULT_NOTICE_DAYS);
  const inside = noticeBy >= asOf && noticeBy - NOTICE_WINDOW_DAYS <= asOf + horizonDays;
  return { kind: inside ? 'inside' : 'outside', noticeBy };
}

export function staleSources(
  office: OfficeAttributes,
  dates: OfficeDates,
): { code: string; text: string }[] {
  const stale: { code: string; text: string }[] = [];
  const add = (fresh: boolean, name: string, clock: Day | null, what: string) => {
    if (fresh || clock === null) return;
    stale.push({
      code: `stale_${name}`,
      text: `${what} stopped at ${formatDay(clock)}: what depends on it is not available`,
    });
  };
  add(dates.usageFresh, 'usage', office.usageAsOf, 'Usage data');
  add(dates.supportFresh, 'support', office.supportAsOf, 'Support data');
  add(dates.billingFresh, 'billing', office.billingAsOf, 'Billing data');
  add(dates.crmFresh, 'crm', office.crmAsOf, 'CRM data');
  return stale;
}
