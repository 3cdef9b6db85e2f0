import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { FromEngine, ToEngine } from '../../shared/contracts/wire.ts';
import { startEngine } from './engine-process.ts';

class FakeChild extends EventEmitter {
  readonly heard: ToEngine[] = [];
  killed = false;
  postMessage(message: ToEngine): void {
    this.heard.push(message);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 15);
    return true;
  }
  says(message: FromEngine): void {
    this.emit('message', message);
  }
}

function engineWithFakes() {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const children: FakeChild[] = [];
  const events: unknown[] = [];
  const refused: Problem[] = [];
  let restarts = 0;
  let time = 0;
  const engine = startEngine({
    fork() {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    answer: async ({ name, asked }) => ({ ok: true, value: [name, asked] }),
    onEvent: (name, payload) => events.push([name, payload]),
    onRefused: (problem) => refused.push(problem),
    onRestarted: () => {
      restarts += 1;
    },
    now: () => time,
  });
  return {
    engine,
    children,
    events,
    refused,
    restarts: () => restarts,
    wait: (ms: number) => {
      time += ms;
    },
    child: (): FakeChild => {
      const child = children.at(-1);
      if (!child) throw new Error('no child was started');
      return child;
    },
  };
}

test('a question of the engine is answered under its id', async () => {
  const { child } = engineWithFakes();
  const from = child();
  from.says({ kind: 'question', id: 7, name: 'keysFor', asked: { bucket: 'book' } });
  await vi.waitFor(() =>
    expect(from.heard).toEqual([
      { kind: 'answer', id: 7, reply: { ok: true, value: ['keysFor', { bucket: 'book' }] } },
    ]),
  );
});

test('a reply goes to the call with its id, whatever the order', async () => {
  const { engine, child } = engineWithFakes();
  const one = engine.call('app.status', {});
  const two = engine.call('settings.get', {});
  const [first, second] = child().heard;
  if (first?.kind !== 'call' || second?.kind !== 'call') throw new Error('expected two calls');
  child().says({ kind: 'reply', id: second.id, reply: { ok: true, value: 'two' } });
  child().says({ kind: 'reply', id: first.id, reply: { ok: true, value: 'one' } });
  expect(await one.result).toEqual({ ok: true, value: 'one' });
  expect(await two.result).toEqual({ ok: true, value: 'two' });
});

test('progress and cancel concern their call alone, and end with it', async () => {
  const { engine, child } = engineWithFakes();
  const seen: unknown[] = [];
  const running = engine.call('sample.open', {}, (progress) => seen.push(progress));
  child().says({ kind: 'progress', id: 1, progress: 'a' });
  child().says({ kind: 'progress', id: 2, progress: 'not ours' });
  running.cancel();
  child().says({ kind: 'reply', id: 1, reply: { ok: true, value: null } });
  await running.result;
  child().says({ kind: 'progress', id: 1, progress: 'late' });
  running.cancel();
  expect(seen).toEqual(['a']);
  expect(child().heard.filter(({ kind }) => kind === 'cancel')).toEqual([
    { kind: 'cancel', id: 1 },
  ]);
});

test('a crash answers what was under way, starts the engine again and says so', async () => {
  const { engine, children, child, events, restarts } = engineWithFakes();
  child().says({ kind: 'ready' });
  expect(restarts()).toBe(0);
  const lost = engine.call('app.status', {});
  child().emit('exit', 139);
  expect(await lost.result).toMatchObject({ ok: false, problem: { code: 'engine_stopped' } });
  expect(children).toHaveLength(2);
  expect(events).toEqual([['import', null]]);
  child().says({ kind: 'ready' });
  expect(restarts()).toBe(1);
  void engine.call('app.status', {});
  expect(child().heard).toHaveLength(1);
});

test('the third crash within a minute is the last start', async () => {
  const { engine, children, child } = engineWithFakes();
  for (let i = 0; i < 3; i++) child().emit('exit', 1);
  expect(children).toHaveLength(3);
  const reply = await engine.call('app.status', {}).result;
  expect(reply).toMatchObject({ ok: false, problem: { code: 'engine_stopped' } });
});

test('crashes far apart are each survived', () => {
  const { children, child, wait } = engineWithFakes();
  for (let i = 0; i < 5; i++) {
    child().emit('exit', 1);
    wait(61_000);
  }
  expect(children).toHaveLength(6);
});

test('an engine that refuses its folder is not started again; its reason answers every call', async () => {
  const { engine, children, child, refused } = engineWithFakes();
  const problem: Problem = {
    code: 'newer_database',
    message: 'facts.db is newer than this Atrium.',
  };
  const early = engine.call('app.status', {});
  child().says({ kind: 'refused', problem });
  child().emit('exit', 1);
  expect(refused).toEqual([problem]);
  expect(children).toHaveLength(1);
  expect(await early.result).toEqual({ ok: false, problem });
  expect(await engine.call('app.status', {}).result).toEqual({ ok: false, problem });
});

test('stopping asks first and ends the engine when patience does', async () => {
  const polite = engineWithFakes();
  const stopped = polite.engine.stop(5_000);
  expect(polite.child().heard).toEqual([{ kind: 'stop' }]);
  polite.child().emit('exit', 0);
  await stopped;
  expect(polite.children).toHaveLength(1);
  expect(polite.child().killed).toBe(false);

  const deaf = engineWithFakes();
  await deaf.engine.stop(5);
  expect(deaf.child().killed).toBe(true);
});
