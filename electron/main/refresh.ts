import type { EventName, OutputOf } from '../../shared/contracts/contract.ts';
import type { Engine } from './engine-process.ts';

/**
 * After a crash the windows may hold answers of the engine that is gone: asks the new one where the data and the
 * schedule stand and tells them, so that they read again what they show.
 */
export async function refreshWindows(
  engine: Pick<Engine, 'call'>,
  tell: (name: EventName, payload: unknown) => void,
): Promise<void> {
  const [status, schedule] = await Promise.all([
    engine.call('app.status', {}).result,
    engine.call('schedule.get', {}).result,
  ]);
  if (schedule.ok) tell('schedule', schedule.value);
  if (!status.ok) return;
  const { dataset } = status.value as OutputOf<'app.status'>;
  tell('dataset', { version: dataset.version, ds: dataset.ds });
}
