import type { EventName, PayloadOf, Reply } from '../../shared/contracts/contract.ts';
import { formatDay } from '../../shared/domain/day.ts';
import { officeKeyOf } from '../../shared/domain/office.ts';
import { mappingIn } from '../services/extract/mapping-file.ts';
import { readWords } from '../services/people/csm-word.ts';
import { openPeople } from '../services/people/people-db.ts';
import { currentProfile } from '../services/people/score-profile.ts';
import { snapshot, tellSlowQueries } from '../services/sqlite/db.ts';
import { holdFolder } from '../services/sqlite/instance-lock.ts';
import { databaseProblem } from '../services/sqlite/open.ts';
import { markEnded, markUnchecked } from '../services/sqlite/running-mark.ts';
import { factsAreCurrent, openFacts, openFactsReadOnly } from '../services/store/facts-db.ts';
import { newestRun } from '../services/store/deliveries.ts';
import { datasetVersion } from '../services/store/meta.ts';
import { readSettings } from '../services/people/settings.ts';
import { createUndo } from '../services/people/undo.ts';
import { knownIn, routineSync } from './connection.ts';
import { whoAmI } from './decision-job.ts';
import { handlers } from './handlers.ts';
import { createImports } from './imports.ts';
import { createLearning, learnWorkerBeside } from './learning.ts';
import type { Ask } from './questions.ts';
import { prepareData } from './prepare.ts';
import { createSchedule } from './schedule.ts';
import { answer, type CallContext, type Emit } from './table.ts';
import { systemTimers, type Timers } from './timers.ts';
import { undoKinds } from './undo-calls.ts';
import { watchDeliveries } from './watch-deliveries.ts';
import { createWhatIf, readInThread, workerBeside } from './what-if.ts';

export interface EngineOptions {
  readonly dataFolder: string;
  readonly version: string;
  /** The import thread's entry. */
  readonly importWorker: URL;
  /** A window holds its folder from the start; a command that only reads never does. */
  readonly hold: boolean;
  /** For a face that stays open: syncs start by themselves. Never for a single command. */
  readonly schedule?: boolean;
  /** Time as the schedule takes it; without them, the computer's. */
  readonly timers?: Timers;
  /** Asks the window's main process; absent where there is none (page, command line). */
  readonly ask?: Ask;
}

export interface Engine {
  handle(name: string, input: unknown, context: CallContext): Promise<Reply<unknown>>;
  on(listener: (name: EventName, payload: unknown) => void): () => void;
  stop(): Promise<void>;
}

/** Opens a data folder and answers calls on it. Throws a problem when the folder cannot be used. */
export function createEngine(options: EngineOptions): Engine {
  const { dataFolder, version, ask, timers = systemTimers } = options;
  let release: (() => void) | undefined;
  const own = (): void => void (release ??= holdFolder(dataFolder));
  if (options.hold) {
    own();
    prepareData(dataFolder, Date.now());
  }
  // Migrations run on a writable handle that is closed at once: from here on, only the import thread writes facts.
  if (!options.hold && !factsAreCurrent(dataFolder)) openFacts(dataFolder).close();
  tellSlowQueries((query, ms) => console.warn(`slow query, ${ms.toFixed(0)} ms: ${query}`));
  const facts = openFactsReadOnly(dataFolder);
  const people = openPeople(dataFolder);

  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const emit: Emit = <E extends EventName>(name: E, payload: PayloadOf<E>) => {
    for (const listener of listeners) listener(name, payload);
  };
  const imports = createImports({
    worker: options.importWorker,
    dataFolder,
    emit,
    own,
    ask,
    now: () => new Date(timers.now()).toISOString(),
    keepDays: () => readSettings(people).keepDays,
    profile: () => currentProfile(people),
    onEnded: (run) => schedule.ended(run),
    onDataset() {
      const newest = newestRun(facts);
      emit('dataset', {
        version: datasetVersion(facts),
        ds: newest ? formatDay(newest.day) : null,
      });
    },
  });
  const schedule = createSchedule({
    people,
    imports,
    emit,
    timers,
    settings: () => readSettings(people).schedule,
    routine: () => routineSync(facts, readSettings(people).connection),
    newest: () => newestRun(facts)?.day,
    watch: (place, onDelivery) =>
      watchDeliveries(place, {
        timers,
        onDelivery,
        known: knownIn(facts),
        mapping: () => mappingIn(dataFolder),
        busy: () => imports.current() !== null,
      }),
  });
  const undo = createUndo({
    db: people,
    kinds: undoKinds({ replan: () => schedule.replan() }),
    now: () => new Date(timers.now()).toISOString(),
    by: whoAmI,
    tell: (move) => emit('undo', move),
  });
  const whatIf = createWhatIf({
    facts,
    read: (profile) => readInThread(workerBeside(options.importWorker), { dataFolder, profile }),
  });
  const learning = createLearning({
    worker: learnWorkerBeside(options.importWorker),
    dataFolder,
    emit,
    own,
    now: () => new Date(timers.now()).toISOString(),
    profile: () => currentProfile(people),
    closed: () =>
      readWords(people).flatMap(({ company_id, location_id, word }) =>
        word.kind === 'closure' && location_id !== null
          ? [officeKeyOf(company_id, location_id)]
          : [],
      ),
  });
  const table = handlers({
    dataFolder,
    version,
    facts,
    people,
    imports,
    schedule,
    undo,
    whatIf,
    learning,
    ask,
  });
  if (options.schedule === true) schedule.start();

  /** A call that reads twice sees one moment of the facts, whatever is published in between. */
  const reading = (work: () => unknown): unknown => {
    try {
      return snapshot(facts, work);
    } catch (error) {
      throw databaseProblem(facts.name, error);
    }
  };

  return {
    async handle(name, input, context) {
      const reply = await answer(table, name, input, context, reading);
      // What a query ran into is looked for in the whole file at the next start, and mended.
      if (!reply.ok && reply.problem.code === 'damaged_database') markUnchecked(dataFolder);
      return reply;
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      schedule.stop();
      await learning.stop();
      await imports.stop();
      facts.close();
      people.close();
      if (options.hold) markEnded(dataFolder);
      release?.();
    },
  };
}
