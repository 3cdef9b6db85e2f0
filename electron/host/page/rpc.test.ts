import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../../shared/contracts/contract.ts';
import { encodeFrame } from '../../../shared/contracts/frames.ts';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { Handle } from './rpc.ts';
import { ask, bed, framesOf, type Bed } from './testing.ts';

let current: Bed | undefined;
async function open(handle: Handle, limit?: number): Promise<Bed> {
  current = await bed(handle, limit === undefined ? {} : { limit });
  return current;
}
afterEach(async () => {
  await current?.close();
  current = undefined;
});

function call(
  { page, token }: Bed,
  name: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`http://127.0.0.1:${page.port}/rpc/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: encodeFrame(input),
    signal: signal ?? null,
  });
}

async function framesBack(response: Response): Promise<readonly unknown[]> {
  if (!response.body) throw new Error('an answer without a body');
  return await framesOf(response.body);
}

test('arguments arrive as they were sent, and a reply comes back with its arrays', async () => {
  const seen: unknown[] = [];
  const columns = {
    arr: { kind: 'number', data: new Float64Array([1.5, Number.NaN, -0]) },
    name: { kind: 'text', ids: new Uint32Array([0, 1]), dictionary: [null, 'Zürich'] },
  };
  const at = await open((name, input) => {
    seen.push([name, input]);
    return Promise.resolve({ ok: true, value: { version: 7, columns } });
  });
  const frames = await framesBack(await call(at, 'offices.table', { since: 3 }));
  expect(seen).toEqual([['offices.table', { since: 3 }]]);
  expect(frames).toEqual([{ kind: 'reply', reply: { ok: true, value: { version: 7, columns } } }]);
});

test('progress arrives before the reply, while the call still runs', async () => {
  const released = Promise.withResolvers<undefined>();
  const at = await open(async (_name, _input, { progress }) => {
    progress({ rows: 1 });
    await released.promise;
    progress({ rows: 2 });
    return { ok: true, value: 'done' };
  });
  const response = await call(at, 'sync.run', {});
  const body = response.body;
  if (!body) throw new Error('an answer without a body');
  const reader = body.getReader();
  const first = await reader.read();
  reader.releaseLock();
  released.resolve(undefined);
  const rest = await framesOf(body);
  const early = await framesOf(
    (async function* () {
      if (first.value) yield first.value;
    })(),
  );
  expect(early).toEqual([{ kind: 'progress', progress: { rows: 1 } }]);
  expect(rest).toEqual([
    { kind: 'progress', progress: { rows: 2 } },
    { kind: 'reply', reply: { ok: true, value: 'done' } },
  ]);
});

test('a page that goes away cancels its call', async () => {
  const aborted = Promise.withResolvers<undefined>();
  const at = await open(
    (_name, _input, { signal, progress }) =>
      new Promise<Reply<unknown>>((resolve) => {
        progress('started');
        signal.addEventListener('abort', () => {
          aborted.resolve(undefined);
          resolve({ ok: false, problem: { code: 'cancelled', message: 'Cancelled.' } });
        });
      }),
  );
  const abort = new AbortController();
  const response = await call(at, 'offices.list', {}, abort.signal);
  expect(response.status).toBe(200);
  abort.abort();
  await aborted.promise;
});

test('an import goes on when its page is reloaded', async () => {
  const left = Promise.withResolvers<AbortSignal>();
  const at = await open(async (_name, _input, { signal, progress }) => {
    progress('started');
    left.resolve(signal);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ok: true, value: signal.aborted };
  });
  const abort = new AbortController();
  const response = await call(at, 'sync.run', {}, abort.signal);
  expect(response.status).toBe(200);
  abort.abort();
  const signal = await left.promise;
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(signal.aborted).toBe(false);
});

test('a call that ends is not cancelled afterwards by the end of its answer', async () => {
  let signal: AbortSignal | undefined;
  let abortedWhileRunning: boolean | undefined;
  const at = await open((_name, _input, context) => {
    signal = context.signal;
    abortedWhileRunning = signal.aborted;
    return Promise.resolve({ ok: true, value: 1 });
  });
  expect(await framesBack(await call(at, 'app.status', {}))).toHaveLength(1);
  expect(abortedWhileRunning).toBe(false);
});

test('a refusal crosses as a problem, also one that was thrown', async () => {
  const at = await open(() => Promise.reject(refuse('busy', 'An import is running.')));
  expect(await framesBack(await call(at, 'sample.remove', {}))).toEqual([
    {
      kind: 'reply',
      reply: { ok: false, problem: { code: 'busy', message: 'An import is running.' } },
    },
  ]);
});

test('the page answers who it is, and has no dialogs', async () => {
  const asked: string[] = [];
  const at = await open((name) => {
    asked.push(name);
    return Promise.resolve({ ok: true, value: null });
  });
  expect(await framesBack(await call(at, 'shell.about', {}))).toEqual([
    {
      kind: 'reply',
      reply: { ok: true, value: { face: 'page', version: '1.2.3', platform: 'linux' } },
    },
  ]);
  for (const name of ['shell.pickSource', 'shell.saveFile', 'shell.openExternal', 'keys.state']) {
    const [frame] = await framesBack(await call(at, name, {}));
    expect(frame).toMatchObject({ reply: { ok: false, problem: { code: 'not_here' } } });
  }
  expect(asked).toEqual([]);
});

test('a body that is not one frame, or too long a one, is refused', async () => {
  const at = await open(() => Promise.resolve({ ok: true, value: null }), 1000);
  const post = (body: Uint8Array) =>
    ask(at.page, '/rpc/app.status', {
      method: 'POST',
      headers: { authorization: `Bearer ${at.token}` },
      body,
    });
  const whole = encodeFrame({ since: null });
  expect((await post(whole)).status).toBe(200);
  expect((await post(new Uint8Array(0))).status).toBe(400);
  expect((await post(whole.slice(0, -1))).status).toBe(400);
  expect((await post(Buffer.from('{"since":null}'))).status).toBe(400);
  const noJson = whole.slice();
  noJson[8] = 0xff;
  expect((await post(noJson)).status).toBe(400);
  const lies = whole.slice();
  new DataView(lies.buffer).setUint32(4, 0x7fff_ffff, true);
  expect((await post(lies)).status).toBe(400);
  expect((await post(encodeFrame('x'.repeat(2000)))).status).toBe(413);
});

test('a body too long that does not say its length is refused as it comes', async () => {
  const at = await open(() => Promise.resolve({ ok: true, value: null }), 1000);
  const answer = await ask(at.page, '/rpc/app.status', {
    method: 'POST',
    headers: { authorization: `Bearer ${at.token}`, 'transfer-encoding': 'chunked' },
    body: encodeFrame('x'.repeat(2000)),
  });
  expect(answer.status).toBe(413);
});
