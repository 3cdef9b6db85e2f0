import type { LearnedCard } from '../../shared/domain/learning.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { learningState } from '../services/scores/learn-state.ts';
import {
  championOf,
  learnedCards,
  mustCarry,
  readLearned,
  removeLearned,
} from '../services/scores/learn-models.ts';
import { learnedCardHtml } from '../services/scores/models-html.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { openFacts } from '../services/store/facts-db.ts';
import type { Imports } from './imports.ts';
import type { Learning } from './learning.ts';
import type { EngineCall, Table } from './table.ts';

/** Learning from the book's own outcomes. `who`: the person at this computer. */
export function learningCalls(options: {
  readonly dataFolder: string;
  readonly facts: ReadableDB;
  readonly learning: Learning;
  readonly imports: Pick<Imports, 'run'>;
  readonly profile: () => ScoreProfile;
  readonly who: () => string;
}): Pick<Table, Extract<EngineCall, `learning.${string}`>> {
  const { dataFolder, facts, learning, imports } = options;
  const cardOf = (id: string): LearnedCard => readLearned(facts, id).card;
  return {
    'learning.state': () => ({
      ...learningState(facts, options.profile()),
      running: learning.current(),
    }),
    'learning.train': (asked, context) => learning.run(asked, context),
    'learning.cancel': () => ({ cancelled: learning.cancel() }),
    'learning.use'({ id }, context) {
      // Refused before anything starts, where it is known to be.
      if (id !== null) mustCarry(cardOf(id));
      return imports.run({ kind: 'rescore', use: { id, by: options.who() } }, context);
    },
    'learning.card'({ id }) {
      const row = readLearned(facts, id);
      return { card: row.card, html: learnedCardHtml(row, championOf(facts) === id) };
    },
    'learning.remove'({ id }) {
      if (!learnedCards(facts).some((card) => card.id === id)) return { removed: false };
      const db = openFacts(dataFolder);
      try {
        return { removed: removeLearned(db, id) };
      } finally {
        db.close();
      }
    },
  };
}
