import type { ModelLikeness, ModelSays } from '../../../shared/contracts/models.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import { likeness } from '../../../shared/models/compare.ts';
import { marginsFor, scoreWith, type Facts } from '../../../shared/models/score.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import type { KeptModel } from './models.ts';
import { periodOf } from './snapshots.ts';

interface Row {
  readonly ord: number;
  readonly logit: number;
  readonly names: string;
  readonly facts: Uint8Array;
}

/**
 * Offices with a churn risk of the newest day, and the facts it was computed from. The join goes by office (SQLite keeps
 * the order of a CROSS JOIN), so that the snapshots of years are not read.
 */
const CURRENT = `SELECT s.ord, k.logit, f.names, s.facts
  FROM score k CROSS JOIN scoring_snapshot s ON s.ord = k.ord AND s.period = @period AND s.day = k.day
  JOIN fact_set f ON f.id = s.fact_set
  WHERE k.logit IS NOT NULL AND k.day = @day`;

/**
 * What the model would say of the current book: its order against our churn risk. Null where no book is there.
 */
export function compareWithOurs(db: ReadableDB, model: KeptModel): ModelLikeness | null {
  const day = newestDay(db);
  if (day === undefined) return null;
  const rows = all<Row>(db, `${CURRENT} ORDER BY k.ord`, { day, period: periodOf(day) });
  if (rows.length === 0) return null;
  const facts = reader();
  return {
    ds: formatDay(day),
    ...likeness(
      marginsFor(model, rows.map(facts)),
      Float64Array.from(rows, (row) => row.logit),
    ),
  };
}

/** What each model says of one office; empty where it has no churn risk of the newest day. */
export function modelsOfOffice(
  db: ReadableDB,
  ord: number,
  models: readonly KeptModel[],
): readonly ModelSays[] {
  const day = newestDay(db);
  const row =
    day === undefined
      ? undefined
      : one<Row>(db, `${CURRENT} AND k.ord = @ord`, { day, period: periodOf(day), ord });
  if (!row) return [];
  const facts = reader()(row);
  return models.map((model) => {
    const { margin, probability, base, attributions } = scoreWith(model, facts);
    const units = new Map(model.card.features.map(({ name, unit }) => [name, unit]));
    return {
      id: model.card.id,
      name: model.card.name,
      margin,
      probability,
      horizonDays: model.card.horizonDays,
      base,
      attributions: attributions.map((each) => ({ ...each, unit: units.get(each.feature) ?? '' })),
    };
  });
}

function newestDay(db: ReadableDB): number | undefined {
  return one<{ day: number | null }>(db, 'SELECT max(day) AS day FROM score')?.day ?? undefined;
}

/** Facts by name; most offices share one list of names. */
function reader(): (row: Row) => Facts {
  const lists = new Map<string, readonly string[]>();
  return ({ names, facts }) => {
    let list = lists.get(names);
    if (!list) lists.set(names, (list = JSON.parse(names) as string[]));
    const values = new Float32Array(facts.slice().buffer);
    return Object.fromEntries(
      list.map((name, i) => {
        const value = values[i] ?? Number.NaN;
        return [name, Number.isNaN(value) ? null : value];
      }),
    );
  };
}
