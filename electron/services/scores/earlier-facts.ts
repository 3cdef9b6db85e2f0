import type { Day } from '../../../shared/domain/day.ts';
import type { EarlierFacts } from '../../../shared/scoring/book.ts';
import { evaluationDays } from '../../../shared/scoring/earlier.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { readWindow } from '../store/history.ts';
import { ATTRIBUTE } from '../store/history-measures.ts';
import { featuresOn } from './features.ts';

const OVERDUE = `${ATTRIBUTE}invoice_overdue_days`;
const NPS = `${ATTRIBUTE}nps`;
const NPS_ON = `${ATTRIBUTE}nps_responded_on`;
const RENEWAL = `${ATTRIBUTE}renewal_on`;
const EMPLOYEES = `${ATTRIBUTE}employees`;
/** Days ago on which the usual headcount is read: the lower middle one stands for the four weeks. */
const USUAL_AGO = [7, 14, 21, 28];
/** A day that was not delivered is told by the newest before it. */
const GRACE_DAYS = 7;

/** What bands are evaluated by, as it stood on the days of the evaluations up to `asOf`. */
export function earlierFacts(
  db: ReadableDB,
  asOf: Day,
  oldest: Day,
): ReadonlyMap<Day, EarlierFacts> {
  const days = evaluationDays(asOf).filter((day) => day >= oldest);
  return new Map(
    [...featuresOn(db, days)].map(([day, features]) => {
      const known = attributesOn(db, day);
      return [
        day,
        {
          features,
          overdueDays: known?.get(OVERDUE),
          nps: known?.get(NPS),
          npsOn: known?.get(NPS_ON),
          renewalOn: known?.get(RENEWAL),
        },
      ];
    }),
  );
}

function attributesOn(db: ReadableDB, day: Day): ReadonlyMap<string, Float32Array> | undefined {
  for (let at = day; at > day - GRACE_DAYS; at--) {
    const wanted = [OVERDUE, NPS, NPS_ON, RENEWAL];
    const { measures } = readWindow(db, { measures: wanted, from: at, to: at });
    const known = (values: Float32Array) => values.some((value) => !Number.isNaN(value));
    if ([...measures.values()].some(known)) return measures;
  }
  return undefined;
}

/** Usual headcount of the four weeks before, by ordinal; undefined where it is not known. */
export function usualHeadcounts(db: ReadableDB, asOf: Day): (ord: number) => number | undefined {
  const known = USUAL_AGO.flatMap((ago) => {
    const day = asOf - ago;
    const window = readWindow(db, { measures: [EMPLOYEES], from: day, to: day });
    return window.measures.get(EMPLOYEES) ?? [];
  });
  return (ord) => {
    const values = known.flatMap((day) => ((day[ord] ?? Number.NaN) > 0 ? (day[ord] ?? []) : []));
    return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  };
}
