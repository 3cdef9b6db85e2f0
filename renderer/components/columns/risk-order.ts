import type { OfficeRecord } from '../../../shared/domain/records.ts';
import type { State } from '../../../shared/domain/score.ts';

/** What there is to do about an office without a score: a notice first, then what may get a score, the past last. */
const ORDER: Readonly<Record<State, number>> = {
  silent: 0,
  notice: 1,
  scored: 2,
  onboarding: 2,
  not_enough_data: 3,
  not_live: 4,
  closed: 5,
  excluded: 6,
};

/**
 * What risk sorts by: the logit; an office that went silent stands above every number, because the risk of one that may
 * have closed is not known to be small and the next step (ask) is. Null = no number.
 */
export function riskKey(row: Pick<OfficeRecord, 'state' | 'logit'>): number | null {
  return row.state === 'silent' ? Number.POSITIVE_INFINITY : row.logit;
}

/** Order of the offices without a number. */
export function stateOrder(row: Pick<OfficeRecord, 'state'>): number {
  return (row.state === null ? undefined : ORDER[row.state as State]) ?? ORDER.not_enough_data;
}

/** Someone should do something about it: the reason stands in full ink. */
export function worthALook(row: Pick<OfficeRecord, 'state' | 'band'>): boolean {
  return row.state === 'silent' || row.band === 'high' || row.band === 'elevated';
}
