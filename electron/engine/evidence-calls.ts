import { leftOut } from '../../shared/domain/csm-word.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { readWords } from '../services/people/csm-word.ts';
import { readAccountEvidence } from '../services/scores/account-evidence.ts';
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
  const without = (companyId: string): ReadonlySet<string> =>
    new Set(
      leftOut(readWords(people, companyId), dayOf(now().slice(0, 10))).flatMap(
        ({ location_id: id }) => (id === null ? [] : [id]),
      ),
    );
  return {
    'evidence.ofOffice'(key) {
      const office = findOffice(facts, key);
      return readOfficeEvidence(facts, office, without(office.company_id));
    },
    'evidence.ofAccount': ({ companyId }) =>
      readAccountEvidence(facts, companyId, without(companyId)),
    'evidence.days': ({ measures, from, to, ...key }) =>
      readSourceDays(facts, findOffice(facts, key).ord, {
        measures,
        from: dayOf(from),
        to: dayOf(to),
      }),
  };
}
