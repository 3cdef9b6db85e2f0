import { parseDay, type Day } from '../../../shared/domain/day.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { whyOf } from '../../../shared/scoring/why.ts';
import { all, run, type WritableDB } from '../sqlite/db.ts';

export interface Publication {
  readonly asOf: Day;
  /** Settings the scores were computed with. */
  readonly settings: string;
  /** Dataset version of changed rows. */
  readonly version: number;
}

/** Everything a score says, but for the dataset version that wrote it. */
export const SCORE_COLUMNS = [
  'day',
  'state',
  'state_text',
  'adoption',
  'adoption_low',
  'adoption_high',
  'confidence',
  'logit',
  'baseline',
  'peer_baseline',
  'odds',
  'band',
  'day_band',
  'smoothed',
  'probability',
  'parts',
  'reasons',
  'peers',
  'flags',
  'why',
  'peer_percentile',
  'flag_count',
  'settings',
] as const;

const UPSERT = `
INSERT INTO score (ord, ${SCORE_COLUMNS.join(', ')}, version) VALUES (?, ${SCORE_COLUMNS.map(() => '?').join(', ')}, ?)
ON CONFLICT (ord) DO UPDATE SET ${[...SCORE_COLUMNS, 'version'].map((c) => `${c} = excluded.${c}`).join(', ')}
WHERE ${SCORE_COLUMNS.map((c) => `score.${c} IS NOT excluded.${c}`).join(' OR ')}`;

/** An office that gave notice keeps its numbers from before: only what is said about it changes. */
const FREEZE = `
UPDATE score SET state = @state, state_text = @text, flags = @flags, flag_count = @count, version = @version
WHERE ord = @ord AND (state IS NOT @state OR state_text IS NOT @text OR flags IS NOT @flags)`;

/**
 * Writes the score of every office, by ordinal. Rows that say the same as before keep their version. Call inside a
 * transaction.
 * @returns number of rows that changed
 */
export function keepScores(
  db: WritableDB,
  scores: readonly Score[],
  publication: Publication,
): number {
  const frozen = frozenOffices(db);
  let changed = 0;
  for (const { ord } of all<{ ord: number }>(db, 'SELECT ord FROM location ORDER BY ord')) {
    const score = scores[ord];
    if (!score) continue;
    if (score.state === 'notice' && frozen.has(ord)) {
      changed += run(db, FREEZE, {
        ord,
        state: score.state,
        text: score.stateText,
        flags: JSON.stringify(score.flags),
        count: score.flags.length,
        version: publication.version,
      });
    } else {
      changed += run(db, UPSERT, ord, ...valuesOf(score, publication), publication.version);
    }
  }
  return changed;
}

function valuesOf(score: Score, { asOf, settings }: Publication) {
  const { adoption, risk } = score;
  return [
    asOf,
    score.state,
    score.stateText,
    adoption?.score ?? null,
    adoption?.low ?? null,
    adoption?.high ?? null,
    adoption?.confidence ?? null,
    risk?.logit ?? null,
    risk?.baseline ?? null,
    risk?.peerBaseline ?? null,
    risk?.odds ?? null,
    risk?.band ?? null,
    risk?.dayBand ?? null,
    risk?.smoothed ?? null,
    risk?.probability ?? null,
    adoption ? JSON.stringify(adoption.parts) : null,
    risk ? JSON.stringify(risk.reasons) : null,
    score.peers ? JSON.stringify(score.peers) : null,
    JSON.stringify(score.flags),
    whyOf(adoption, risk),
    score.peers?.percentile ?? null,
    score.flags.length,
    settings,
  ];
}

/** Offices whose stored numbers are of a day before their notice. */
function frozenOffices(db: WritableDB): ReadonlySet<number> {
  const rows = all<{ ord: number; day: number; notice: string }>(
    db,
    `SELECT s.ord, s.day, l.cancellation_notice_on AS notice FROM score s JOIN location l ON l.ord = s.ord
     WHERE l.cancellation_notice_on IS NOT NULL AND (s.logit IS NOT NULL OR s.adoption IS NOT NULL)`,
  );
  const before = rows.filter((r) => r.day < (parseDay(r.notice) ?? Number.NEGATIVE_INFINITY));
  return new Set(before.map((r) => r.ord));
}
