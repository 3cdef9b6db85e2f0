import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LearnedCard } from '../../../shared/domain/learning.ts';
import { cardText, likenessText } from '../../services/scores/models-card.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { cardLines } from './train.ts';
import { progressLine, table } from './words.ts';
import { writeBeside } from './whole-file.ts';

export interface ModelOptions {
  readonly sidecar?: string | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What is in use where no learned model is. */
const SCORECARD = 'scorecard';

/** `model list|use ID|import FILE|remove ID|card ID`: learned models, and those of the data team as challengers. */
export async function model(
  at: Surroundings,
  words: readonly string[],
  options: ModelOptions,
): Promise<ExitCode> {
  const [action = '', of, extra] = words;
  if (extra !== undefined) throw new UsageError(`${extra} is one word too many for model.`);
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!run) throw new UsageError('model is followed by list, use, import, remove or card.');
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
    const { outside, learned, inUse, notes } = await withEngine(
      at,
      { hold: false },
      async (engine) => {
        const state = await call(engine, 'learning.state', {}, at);
        return {
          outside: await call(engine, 'models.list', {}, at),
          learned: [state.champion, state.challenger].filter((card) => card !== null),
          inUse: state.champion?.id ?? SCORECARD,
          notes: state.notes,
        };
      },
    );
    const { models, unreadable } = outside;
    if (json) at.out(`${JSON.stringify({ inUse, learned, notes, models, unreadable }, null, 2)}\n`);
    else {
      const standing = (id: string, else_: string): string => (id === inUse ? 'in use' : else_);
      const rows = [
        [SCORECARD, 'ours', '15 terms', '–', standing(SCORECARD, '')],
        ...learned.map((card) => [
          card.id,
          'learned here',
          `${card.riskSet.churned} churned offices`,
          card.dataTo,
          standing(card.id, card.adoptable ? 'challenger' : 'challenger, gate not passed'),
        ]),
        ...models.map((m) => [
          m.id,
          `${m.format} ${m.version}`,
          `${m.features.length} features`,
          m.trainEnd,
          'shown beside',
        ]),
      ];
      at.out(`${table([['Id', 'Kind', 'From', 'Learned to', 'Use'], ...rows]).join('\n')}\n`);
      for (const { text } of notes) at.err(text);
      for (const { id, problem } of unreadable) at.err(`${id}: ${problem}`);
    }
    return unreadable.length > 0 ? 1 : 0;
  },

  async use(at, of, { json }) {
    if (of === undefined)
      throw new UsageError(`model use needs the id of a model, or ${SCORECARD}.`);
    const report = await withEngine(at, { hold: false }, async (engine) => {
      const outside = await call(engine, 'models.list', {}, at);
      if (outside.models.some(({ id }) => id === of))
        throw new UsageError(
          `${of} is a model of the data team: it is shown beside our risk, and never in its place.`,
        );
      const id = of === SCORECARD ? null : of;
      return call(engine, 'learning.use', { id }, at, (p) => at.progress(progressLine(p)));
    });
    if (json) at.out(`${JSON.stringify(report, null, 2)}\n`);
    else at.err(`${of} is in use. Scores of ${report.ds ?? 'no day yet'} are by it.`);
    return 0;
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
    const removed = await withEngine(at, { hold: false }, async (engine) => {
      const outside = await call(engine, 'models.remove', { id: of }, at);
      return outside.removed || (await call(engine, 'learning.remove', { id: of }, at)).removed;
    });
    at.err(removed ? `${of} is removed.` : `There is no model ${of}.`);
    return removed ? 0 : 1;
  },

  async card(at, of, { out, json }) {
    if (of === undefined) throw new UsageError('model card needs the id of a model.');
    const { card, text, html } = await withEngine(at, { hold: false }, async (engine) => {
      const state = await call(engine, 'learning.state', {}, at);
      const known = [state.champion, state.challenger].some((own) => own?.id === of);
      if (!known && !state.log.some(({ model: used }) => used === of))
        return call(engine, 'models.card', { id: of }, at);
      const own = await call(engine, 'learning.card', { id: of }, at);
      return { ...own, text: learnedText(own.card) };
    });
    if (out !== undefined) {
      const file = path.resolve(out);
      writeBeside(file, (part) => writeFileSync(part, html));
      at.err(`${file} is written.`);
    } else at.out(json ? `${JSON.stringify(card, null, 2)}\n` : `${text}\n`);
    return 0;
  },
};

const learnedText = (card: LearnedCard): string => [card.id, ...cardLines(card)].join('\n');
