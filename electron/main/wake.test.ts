import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { tellWakes } from './wake.ts';

test('the engine hears of wakes, and of a network only when it comes or goes', () => {
  const told: unknown[] = [];
  const powerMonitor = new EventEmitter();
  let isOnline = false;
  let ask = (): void => undefined;
  tellWakes(
    {
      call(name, input) {
        told.push([name, input]);
        return { result: Promise.resolve({ ok: true, value: null }), cancel: () => undefined };
      },
    },
    { powerMonitor, isOnline: () => isOnline, every: (_ms, work) => void (ask = work) },
  );
  const heard = (): unknown[] => told.splice(0);
  expect(heard()).toEqual([['schedule.wake', { reason: 'offline' }]]);
  ask();
  expect(heard()).toEqual([]);
  isOnline = true;
  ask();
  ask();
  expect(heard()).toEqual([['schedule.wake', { reason: 'online' }]]);
  powerMonitor.emit('resume');
  powerMonitor.emit('unlock-screen');
  expect(heard()).toEqual([
    ['schedule.wake', { reason: 'wake' }],
    ['schedule.wake', { reason: 'wake' }],
  ]);
});
