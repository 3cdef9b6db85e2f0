import type { CallName, EventName, Reply } from '../../shared/contracts/contract.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { FromEngine, ToEngine } from '../../shared/contracts/wire.ts';
import type { AnswerQuestion } from './questions.ts';

/** The child as this file needs it; Electron's UtilityProcess fits, and so does a fake of ten lines. */
export interface EngineChild {
  readonly pid?: number | undefined;
  postMessage(message: ToEngine): void;
  kill(): boolean;
  on(event: 'message', listener: (message: FromEngine) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface EngineOptions {
  fork(): EngineChild;
  /** The engine asks for what only this process knows. */
  readonly answer: AnswerQuestion;
  /** Something every window should know. */
  onEvent(name: EventName, payload: unknown): void;
  /** The engine cannot work with this data folder; it will not be started again. */
  onRefused(problem: Problem): void;
  /** The engine crashed and is ready again: whatever windows hold may be old. */
  onRestarted(): void;
  readonly now?: () => number;
}

export interface RunningCall {
  /** Never rejects. */
  readonly result: Promise<Reply<unknown>>;
  cancel(): void;
}

export interface Engine {
  call(name: CallName, input: unknown, onProgress?: (progress: unknown) => void): RunningCall;
  /** Asks the engine to finish and waits; after `patienceMs` it is ended. */
  stop(patienceMs: number): Promise<void>;
}

interface Pending {
  readonly settle: (reply: Reply<unknown>) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
}

/** A third crash within a minute is not bad luck; starting again and again would only heat the machine. */
const CRASHES_ALLOWED = 3;
const CRASH_WINDOW_MS = 60_000;

export function startEngine(options: EngineOptions): Engine {
  const now = options.now ?? Date.now;
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let child: EngineChild | undefined;
  let crashes: number[] = [];
  let refusal: Problem | undefined;
  let stopping: PromiseWithResolvers<void> | undefined;

  function launch(): void {
    const started = options.fork();
    child = started;
    started.on('message', (message) => receive(message, started));
    started.on('exit', (code) => {
      if (child === started) ended(code);
    });
  }

  function receive(message: FromEngine, from: EngineChild): void {
    switch (message.kind) {
      case 'ready':
        if (crashes.length > 0) options.onRestarted();
        return;
      case 'refused':
        refusal = message.problem;
        settleAll(message.problem);
        options.onRefused(message.problem);
        return;
      case 'reply':
        take(message.id)?.settle(message.reply);
        return;
      case 'progress':
        pending.get(message.id)?.onProgress?.(message.progress);
        return;
      case 'event':
        options.onEvent(message.name, message.payload);
        return;
      case 'question':
        void options
          .answer(message)
          .then((reply) => from.postMessage({ kind: 'answer', id: message.id, reply }));
    }
  }

  function ended(code: number): void {
    child = undefined;
    if (stopping) {
      settleAll(STOPPED_FOR_GOOD);
      stopping.resolve();
      return;
    }
    if (refusal) return;
    crashes = [...crashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()];
    const again = crashes.length < CRASHES_ALLOWED;
    console.error(`engine: ended with code ${code}; ${again ? 'starting it again' : 'giving up'}`);
    settleAll(again ? STOPPED_ONCE : STOPPED_FOR_GOOD);
    if (again) launch();
    // An import that was under way died with the engine.
    options.onEvent('import', null);
  }

  function take(id: number): Pending | undefined {
    const entry = pending.get(id);
    pending.delete(id);
    return entry;
  }

  function settleAll(problem: Problem): void {
    const entries = [...pending.values()];
    pending.clear();
    for (const entry of entries) entry.settle({ ok: false, problem });
  }

  launch();

  return {
    call(name, input, onProgress) {
      if (!child || refusal || stopping) {
        const problem = refusal ?? STOPPED_FOR_GOOD;
        return { result: Promise.resolve({ ok: false, problem }), cancel() {} };
      }
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<Reply<unknown>>();
      pending.set(id, { settle: resolve, onProgress });
      child.postMessage({ kind: 'call', id, name, input });
      return {
        result: promise,
        cancel() {
          if (pending.has(id)) child?.postMessage({ kind: 'cancel', id });
        },
      };
    },
    async stop(patienceMs) {
      if (!child) return;
      stopping ??= Promise.withResolvers<void>();
      // An engine that refused its data folder has nothing to finish.
      if (refusal) child.kill();
      else child.postMessage({ kind: 'stop' });
      const impatience = setTimeout(() => child?.kill(), patienceMs);
      await stopping.promise;
      clearTimeout(impatience);
    },
  };
}

const STOPPED_ONCE: Problem = {
  code: 'engine_stopped',
  message: 'The part of Atrium that reads the data stopped unexpectedly and was started again.',
  stillWorks: 'Your data and notes are untouched.',
  next: 'Try again.',
};

const STOPPED_FOR_GOOD: Problem = {
  code: 'engine_stopped',
  message: 'The part of Atrium that reads the data has stopped.',
  stillWorks: 'Your data and notes are untouched.',
  next: 'Close Atrium and start it again.',
};
