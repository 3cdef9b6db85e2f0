import { callNames } from '../../shared/contracts/contract.ts';
import type { CallName, EventName, PayloadOf, Reply } from '../../shared/contracts/contract.ts';
import { decodeFrame, encodeFrame, frameReader } from '../../shared/contracts/frames.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import { bridgeCalls } from '../../shared/contracts/wire.ts';
import type { Bridge, Running } from '../../shared/contracts/wire.ts';

type Frame =
  | { kind: 'progress'; progress: unknown }
  | { kind: 'reply'; reply: Reply<unknown> }
  | { kind: 'event'; name: EventName; payload: unknown };

const RECONNECT_MS = [500, 1000, 2000, 5000];

const GONE: Problem = {
  code: 'engine_stopped',
  message: 'Atrium does not answer on this page.',
  stillWorks: 'What is on the screen stays readable.',
  next: 'Look at the terminal that started it, start it again there, and open the address it prints.',
};
const NO_KEY: Problem = {
  code: 'bad_sender',
  message: 'This page was opened without a valid key.',
  next: 'Open the whole address that Atrium printed, including the part after #.',
};
const CANCELLED: Problem = { code: 'cancelled', message: 'Cancelled.' };

/** `window.atrium` rebuilt over HTTP for the loopback page; same shape, same replies. */
export function pageBridge(token: string | null, fetchIt: typeof fetch): Bridge {
  const headers = { Authorization: `Bearer ${token ?? ''}` };

  function start(
    name: CallName,
    input: unknown,
    onProgress?: (progress: never) => void,
  ): Running<unknown> {
    const abort = new AbortController();
    const result = post(name, input, abort.signal, onProgress).catch((): Reply<unknown> => ({
      ok: false,
      problem: abort.signal.aborted ? CANCELLED : GONE,
    }));
    return { result, cancel: () => abort.abort() };
  }

  async function post(
    name: CallName,
    input: unknown,
    signal: AbortSignal,
    onProgress?: (progress: never) => void,
  ): Promise<Reply<unknown>> {
    const response = await fetchIt(`/rpc/${name}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/octet-stream' },
      body: encodeFrame(input),
      signal,
    });
    if (response.status === 401 || response.status === 403) return { ok: false, problem: NO_KEY };
    let reply: Reply<unknown> | undefined;
    // Read to the end, past the reply: an answer left half read looks like a page that went away.
    for await (const frame of framesOf(response)) {
      if (frame.kind === 'progress') onProgress?.(frame.progress as never);
      else if (frame.kind === 'reply') reply = frame.reply;
    }
    return reply ?? { ok: false, problem: GONE };
  }

  const calls = bridgeCalls(callNames, start);
  const on = eventStream((signal) => fetchIt('/events', { headers, signal }), calls);
  return Object.freeze({ calls: Object.freeze(calls), on });
}

async function* framesOf(response: Response): AsyncGenerator<Frame> {
  if (!response.body) return;
  const cut = frameReader();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const frame of cut(value)) yield decodeFrame(frame) as Frame;
  }
}

/** One stream for all listeners; opened with the first, reconnects, and after a gap says what changed meanwhile. */
function eventStream(
  open: (signal: AbortSignal) => Promise<Response>,
  calls: Pick<Bridge['calls'], 'app' | 'schedule'>,
): Bridge['on'] {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  let running: AbortController | undefined;

  function emit<E extends EventName>(name: E, payload: PayloadOf<E>): void {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  }

  async function follow(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const response = await open(signal);
        if (response.status === 401 || response.status === 403) return;
        if (attempt > 0) await catchUp();
        for await (const frame of framesOf(response)) {
          attempt = 0;
          if (frame.kind === 'event') emit(frame.name, frame.payload as never);
        }
      } catch {
        if (signal.aborted) return;
      }
      const wait = RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)];
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async function catchUp(): Promise<void> {
    const [status, schedule] = await Promise.all([
      calls.app.status({}).result,
      calls.schedule.get({}).result,
    ]);
    if (schedule.ok) emit('schedule', schedule.value);
    if (!status.ok) return;
    const { dataset, importing } = status.value;
    emit('import', importing);
    emit('dataset', { version: dataset.version, ds: dataset.ds });
  }

  return (name, listener) => {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set);
    set.add(listener);
    if (!running) {
      running = new AbortController();
      void follow(running.signal);
    }
    return () => {
      set.delete(listener);
      if ([...listeners.values()].some((each) => each.size > 0)) return;
      running?.abort();
      running = undefined;
    };
  };
}
