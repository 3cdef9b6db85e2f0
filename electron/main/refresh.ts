import type { EventName, OutputOf } from '../../shared/contracts/contract.ts';
import type { Engine } from './engine-process.ts';

/**
 * After a crash the windows may hold answers of the engine that is gone: asks the new one where the data stands and
 * tells them, so that they read again what they show.
 */
export async function refreshWindows(
  engine: Pick<Engine, 'call'>,
  tell: (name: EventName, payload: unknown) => void,
): Promise<void> {
  const reply = await engine.call('app.status', {}).result;
  if (!reply.ok) return;
  const { dataset } = reply.value as OutputOf<'app.status'>;
  tell('dataset', { version: dataset.version, ds: dataset.ds });
}
