import { expect, test, vi } from 'vitest';
import { decodeFrame, encodeFrame } from '../../shared/contracts/frames.ts';
import { askOver } from './call.ts';
import { pageBridge } from './page-bridge.ts';

interface Asked {
  readonly url: string;
  readonly authorization: string | null;
  readonly input: unknown;
}

/** A server that answers every request with these frames, cut into pieces of `size` bytes. */
function server(frames: readonly unknown[], size = 7, status = 200) {
  const asked: Asked[] = [];
  const fetchIt: typeof fetch = async (url, init) => {
    const body = init?.body;
    asked.push({
      url: typeof url === 'string' ? url : '',
      authorization: new Headers(init?.headers).get('authorization'),
      input: body instanceof Uint8Array ? decodeFrame(new Uint8Array(body)) : undefined,
    });
    const bytes = frames.flatMap((frame) => [...encodeFrame(frame)]);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) {
          controller.enqueue(Uint8Array.from(bytes.slice(at, at + size)));
        }
        controller.close();
      },
    });
    return new Response(stream, { status });
  };
  return { asked, fetchIt };
}

const columns = {
  version: 3,
  since: null,
  rows: 2,
  removed: [],
  columns: { arr: { kind: 'number', data: Float64Array.of(1.5, Number.NaN) } },
};

test('a call carries its input and the key, reports progress and brings typed arrays', async () => {
  const { asked, fetchIt } = server([
    { kind: 'progress', progress: { daysDone: 1 } },
    { kind: 'reply', reply: { ok: true, value: columns } },
  ]);
  const progress: unknown[] = [];
  const reply = await pageBridge('key', fetchIt).calls.offices.table({ since: 2 }, (each) =>
    progress.push(each),
  ).result;
  expect(asked).toEqual([
    { url: '/rpc/offices.table', authorization: 'Bearer key', input: { since: 2 } },
  ]);
  expect(progress).toEqual([{ daysDone: 1 }]);
  expect(reply).toEqual({ ok: true, value: columns });
});

test.each([
  ['a wrong key', server([], 7, 401).fetchIt, 'bad_sender'],
  [
    'an answer that ends early',
    server([{ kind: 'progress', progress: 1 }]).fetchIt,
    'engine_stopped',
  ],
  ['a server that is gone', () => Promise.reject(new TypeError('fetch failed')), 'engine_stopped'],
])('%s is a problem, never an exception of its own', async (_what, fetchIt, code) => {
  const asking = askOver(pageBridge('key', fetchIt), 'app.status', {});
  await expect(asking).rejects.toMatchObject({ problem: { code } });
});

test('aborting cancels the request', async () => {
  const abort = new AbortController();
  const fetchIt: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () =>
        reject(new DOMException('aborted', 'AbortError')),
      );
    });
  const asking = askOver(pageBridge('key', fetchIt), 'sample.open', {}, { signal: abort.signal });
  abort.abort();
  await expect(asking).rejects.toMatchObject({ problem: { code: 'cancelled' } });
});

test('events reach those who listen and nobody after', async () => {
  const open = new AbortController();
  const { fetchIt } = server([
    { kind: 'event', name: 'dataset', payload: { version: 4, ds: '2026-11-20' } },
    { kind: 'event', name: 'import', payload: null },
  ]);
  let calls = 0;
  const once: typeof fetch = (url, init) => {
    calls++;
    init?.signal?.addEventListener('abort', () => open.abort());
    return fetchIt(url, init);
  };
  const heard: unknown[] = [];
  const off = pageBridge('key', once).on('dataset', (payload) => heard.push(payload));
  await vi.waitFor(() => expect(heard).toEqual([{ version: 4, ds: '2026-11-20' }]));
  off();
  expect(open.signal.aborted).toBe(true);
  expect(calls).toBe(1);
});
