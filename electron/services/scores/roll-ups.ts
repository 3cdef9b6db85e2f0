import { formatDay } from '../../../shared/domain/day.ts';
import type { RollUp } from '../../../shared/domain/roll-up.ts';
import type { EarlierAdoption } from '../../../shared/scoring/earlier.ts';
import { splitChange, type Weighed } from '../../../shared/scoring/roll-up-change.ts';
import { rollUp } from '../../../shared/scoring/roll-up.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { arrOn } from '../store/attributes-history.ts';
import {
  readRollUpAccounts,
  writeRollUps,
  type AccountToRoll,
  type OfficeToRoll,
} from '../store/roll-ups.ts';

/**
 * Rolls up every account from the stored scores. Call after they are stored, in their transaction.
 * @param before adoption of the evaluation that accounts are compared with, by ordinal; null where there is none
 */
export function keepRollUps(db: WritableDB, before: EarlierAdoption | null): void {
  const arrThen = before === null ? new Float32Array(0) : arrOn(db, before.asOf);
  writeRollUps(
    db,
    readRollUpAccounts(db).map((account) => ({
      companyId: account.company_id,
      rolled: rolled(account, before, arrThen),
    })),
  );
}

function rolled(
  { offices, paid_locations: paid }: AccountToRoll,
  before: EarlierAdoption | null,
  arrThen: Float32Array,
): RollUp {
  const counted = offices.filter((office) => office.counted === 1);
  const change =
    before === null ? null : splitChange(scoresThen(offices, before, arrThen), scoresNow(counted));
  return {
    ...rollUp(counted, paid),
    change:
      before === null || change === null ? null : { since: formatDay(before.asOf), ...change },
  };
}

function scoresNow(offices: readonly OfficeToRoll[]): ReadonlyMap<string, Weighed> {
  return new Map(
    offices.flatMap(({ location_id: id, adoption, arr }) =>
      adoption === null ? [] : [[id, { adoption, arr }]],
    ),
  );
}

/** ARR as it was then; where no history of it is kept, as it is now. */
function scoresThen(
  offices: readonly OfficeToRoll[],
  { adoption }: EarlierAdoption,
  arrThen: Float32Array,
): ReadonlyMap<string, Weighed> {
  return new Map(
    offices.flatMap(({ ord, location_id: id, arr }) => {
      const score = adoption[ord] ?? Number.NaN;
      const paid = arrThen[ord] ?? Number.NaN;
      return Number.isNaN(score)
        ? []
        : [[id, { adoption: score, arr: Number.isNaN(paid) ? arr : paid }]];
    }),
  );
}
