import {
  importModel,
  listModels,
  loadModel,
  removeModel,
  type KeptModel,
} from '../services/scores/models.ts';
import { compareWithOurs, modelsOfOffice } from '../services/scores/models-book.ts';
import { cardText } from '../services/scores/models-card.ts';
import { outsideCardHtml } from '../services/scores/models-html-outside.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { findOffice } from '../services/store/offices.ts';
import type { EngineCall, Table } from './table.ts';

/** Models of the data team. `now`: ISO. */
export function modelsCalls(
  dataFolder: string,
  facts: ReadableDB,
  now: () => string,
): Pick<Table, Extract<EngineCall, `models.${string}`>> {
  // A model is read and checked once, not for every office that is looked at.
  const loaded = new Map<string, KeptModel>();
  const load = (id: string): KeptModel => {
    const known = loaded.get(id) ?? loadModel(dataFolder, id);
    loaded.set(id, known);
    return known;
  };
  return {
    'models.list'() {
      const { models, unreadable } = listModels(dataFolder, load);
      return { models: models.map(({ card }) => card), unreadable };
    },
    'models.import'(files) {
      const kept = importModel(dataFolder, files, now());
      loaded.set(kept.card.id, kept);
      return { card: kept.card, likeness: compareWithOurs(facts, kept) };
    },
    'models.remove'({ id }) {
      loaded.delete(id);
      return { removed: removeModel(dataFolder, id) };
    },
    'models.card'({ id }) {
      const kept = loadModel(dataFolder, id);
      const html = outsideCardHtml(kept.card, compareWithOurs(facts, kept));
      return { card: kept.card, text: cardText(kept.card), html };
    },
    'models.ofOffice'(key) {
      const { ord } = findOffice(facts, key);
      return modelsOfOffice(facts, ord, listModels(dataFolder, load).models);
    },
  };
}
