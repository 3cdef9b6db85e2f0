import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import type { Reply } from '../../shared/contracts/contract.ts';
import { CHANNELS } from '../../shared/contracts/wire.ts';
import { openDoor } from './ipc.ts';
import type { ShellCalls } from './shell-calls.ts';

type Answer = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Reply<unknown>>;

const OWN = { url: 'app://atrium/index.html', parent: null };

function door() {
  const handlers = new Map<string, Answer>();
  const reached: unknown[] = [];
  const ipcMain = {
    handle: (channel: string, answer: Answer) => handlers.set(channel, answer),
    on: () => undefined,
  };
  openDoor(
    ipcMain as unknown as IpcMain,
    {
      call(name, input) {
        reached.push([name, input]);
        return { result: Promise.resolve({ ok: true, value: name }), cancel: () => undefined };
      },
    },
    {} as ShellCalls,
  );
  return {
    reached,
    knock: (senderFrame: object | null, ...args: unknown[]): Promise<Reply<unknown>> => {
      const event = { senderFrame, sender: { id: 1 } } as unknown as IpcMainInvokeEvent;
      const answer = handlers.get(CHANNELS.call);
      if (!answer) throw new Error('nobody answers calls');
      return answer(event, ...args);
    },
  };
}

test.each([
  ['a frame inside our page', { url: OWN.url, parent: {} }],
  ['a frame that is gone', null],
  ['another host', { url: 'app://other/index.html', parent: null }],
  ['another scheme', { url: 'https://atrium/index.html', parent: null }],
])('%s is refused before anything is read', async (_who, frame) => {
  const { knock, reached } = door();
  const reply = await knock(frame, 'a', 'app.status', {});
  expect(reply).toMatchObject({ ok: false, problem: { code: 'bad_sender' } });
  expect(reached).toEqual([]);
});

test('arguments reach the engine with the contract’s defaults filled in', async () => {
  const { knock, reached } = door();
  expect(await knock(OWN, 'a', 'health.calendar', {})).toEqual({
    ok: true,
    value: 'health.calendar',
  });
  expect(reached).toEqual([['health.calendar', { days: 60 }]]);
});

test.each([
  ['bad_request', ['a', 'health.calendar', { days: 'many' }]],
  ['bad_request', ['a', 'health.calendar', undefined]],
  ['bad_request', [7, 'health.calendar', {}]],
  ['unknown_call', ['a', 'sync.nope', {}]],
  ['unknown_call', ['a', {}, {}]],
])('%s for %j', async (code, args) => {
  const { knock, reached } = door();
  expect(await knock(OWN, ...args)).toMatchObject({ ok: false, problem: { code } });
  expect(reached).toEqual([]);
});

test('an id is one call at a time', async () => {
  const { knock } = door();
  const replies = await Promise.all([
    knock(OWN, 'same', 'app.status', {}),
    knock(OWN, 'same', 'app.status', {}),
  ]);
  expect(replies.map((reply) => reply.ok)).toEqual([true, false]);
});
