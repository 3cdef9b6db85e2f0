import { leftOut } from '../../shared/domain/csm-word.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { readWords } from '../services/people/csm-word.ts';
import { readOfficeEvidence } from '../services/scores/evidence.ts';
import { readSourceDays } from '../services/scores/evidence-days.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { findOffice } from '../services/store/offices.ts';
import type { EngineCall, Table } from './table.ts';

/** What stands behind the numbers of an office. `now`: ISO. */
export function evidenceCalls(
  facts: ReadableDB,
  people: ReadableDB,
  now: () => string,
): Pick<Table, Extract<EngineCall, `evidence.${string}`>> {
  return {
    'evidence.ofOffice'(key) {
      const office = findOffice(facts, key);
      const out = leftOut(readWords(people, office.company_id), dayOf(now().slice(0, 10)));
      return readOfficeEvidence(
        facts,
        office,
        new Set(out.flatMap(({ location_id }) => (location_id === null ? [] : [location_id]))),
      );
    },
    'evidence.days': ({ measures, from, to, ...key }) =>
      readSourceDays(facts, findOffice(facts, key).ord, {
        measures,
        from: dayOf(from),
        to: dayOf(to),
      }),
  };
}
