import path from 'node:path';
import { cardText, likenessText } from '../../services/scores/models-card.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { table } from './words.ts';

export interface ModelOptions {
  readonly sidecar?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `model list|import FILE|remove ID|card ID`: models of the data team, as challengers. */
export async function model(
  at: Surroundings,
  words: readonly string[],
  options: ModelOptions,
): Promise<ExitCode> {
  const [action = '', of, extra] = words;
  if (extra !== undefined) throw new UsageError(`${extra} is one word too many for model.`);
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!run) throw new UsageError('model is followed by list, import, remove or card.');
  return run(at, of, options);
}

type Action = (
  at: Surroundings,
  of: string | undefined,
  options: ModelOptions,
) => Promise<ExitCode>;

const ACTIONS: Readonly<Record<string, Action>> = {
  async list(at, of, { json }) {
    if (of !== undefined) throw new UsageError(`${of} is one word too many for model list.`);
    const found = await withEngine(at, { hold: false }, (engine) =>
      call(engine, 'models.list', {}, at),
    );
    if (json) at.out(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.models.length + found.unreadable.length === 0)
      at.err('No model from outside is here.');
    else {
      const rows = found.models.map((m) => [
        m.id,
        `${m.format} ${m.version}`,
        m.features.length,
        m.trainEnd,
        `${m.horizonDays} days`,
      ]);
      at.out(
        `${table([['Id', 'Kind', 'Features', 'Learned to', 'Horizon'], ...rows]).join('\n')}\n`,
      );
      for (const { id, problem } of found.unreadable) at.err(`${id}: ${problem}`);
    }
    return found.unreadable.length > 0 ? 1 : 0;
  },

  async import(at, of, { sidecar, json }) {
    if (of === undefined) throw new UsageError('model import needs the file of a model.');
    const files = {
      path: path.resolve(of),
      sidecar: sidecar === undefined ? undefined : path.resolve(sidecar),
    };
    const taken = await withEngine(at, { hold: false }, (engine) =>
      call(engine, 'models.import', files, at),
    );
    at.out(
      json
        ? `${JSON.stringify(taken, null, 2)}\n`
        : `${cardText(taken.card)}\n${likenessText(taken.likeness)}\n`,
    );
    return 0;
  },

  async remove(at, of) {
    if (of === undefined) throw new UsageError('model remove needs the id of a model.');
    const { removed } = await withEngine(at, { hold: false }, (engine) =>
      call(engine, 'models.remove', { id: of }, at),
    );
    at.err(removed ? `${of} is removed.` : `There is no model ${of}.`);
    return removed ? 0 : 1;
  },

  async card(at, of, { json }) {
    if (of === undefined) throw new UsageError('model card needs the id of a model.');
    const { card, text } = await withEngine(at, { hold: false }, (engine) =>
      call(engine, 'models.card', { id: of }, at),
    );
    at.out(json ? `${JSON.stringify(card, null, 2)}\n` : `${text}\n`);
    return 0;
  },
};
