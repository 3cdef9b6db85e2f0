import { problemOf } from '../../shared/contracts/problem.ts';
import type { FromEngine, ToEngine } from '../../shared/contracts/wire.ts';
import { createEngine, type Engine } from './create.ts';
import { createAsker } from './questions.ts';

/**
 * The engine as Electron's utility process: `engine.js DATA_FOLDER VERSION`. Calls come in over the parent port and
 * replies go back; the process ends when told to stop.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToEngine }) => void): void;
  postMessage(message: FromEngine): void;
}

// Electron adds parentPort to the process of a utility process (https://www.electronjs.org/docs/latest/api/parent-port).
const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) throw new Error('the engine runs as a utility process');
const tell = (message: FromEngine): void => parentPort.postMessage(message);

const [, , dataFolder = '', version = '0.0.0'] = process.argv;
const asker = createAsker(tell);
const running = new Map<number, AbortController>();

function serve(engine: Engine): void {
  engine.on((name, payload) => tell({ kind: 'event', name, payload }));
  parentPort?.on('message', ({ data }) => {
    if (data.kind === 'cancel') running.get(data.id)?.abort();
    else if (data.kind === 'stop') void engine.stop().finally(() => process.exit(0));
    else if (data.kind === 'answer') asker.receive(data);
    else void call(engine, data);
  });
  tell({ kind: 'ready' });
}

async function call(
  engine: Engine,
  { id, name, input }: ToEngine & { kind: 'call' },
): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  const reply = await engine.handle(name, input, {
    signal: stop.signal,
    progress: (progress) => tell({ kind: 'progress', id, progress }),
  });
  running.delete(id);
  tell({ kind: 'reply', id, reply });
}

try {
  serve(
    createEngine({
      dataFolder,
      version,
      importWorker: new URL('import-worker.js', import.meta.url),
      hold: true,
      schedule: true,
      ask: asker.ask,
    }),
  );
} catch (error) {
  tell({ kind: 'refused', problem: problemOf(error) });
}
