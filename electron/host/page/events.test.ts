import { afterEach, expect, test } from 'vitest';
import { bed, framesOf, type Bed } from './testing.ts';

let current: Bed | undefined;
afterEach(async () => {
  await current?.close();
  current = undefined;
});

async function listenTo(at: Bed): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(`http://127.0.0.1:${at.page.port}/events`, {
    headers: { authorization: `Bearer ${at.token}` },
  });
  if (!response.body) throw new Error('an answer without a body');
  return response.body;
}

const handle = () => Promise.resolve({ ok: true as const, value: null });
const isEvent = (frame: unknown): boolean =>
  typeof frame === 'object' && frame !== null && 'kind' in frame && frame.kind === 'event';

test('every open stream gets every event, in order', async () => {
  const at = await bed(handle);
  current = at;
  const streams = await Promise.all([listenTo(at), listenTo(at)]);
  at.emit('dataset', { version: 2, ds: '2026-11-20' });
  at.emit('import', null);
  for (const stream of streams) {
    const frames = await framesOf(stream, (all) => all.filter(isEvent).length === 2);
    expect(frames.filter(isEvent)).toEqual([
      { kind: 'event', name: 'dataset', payload: { version: 2, ds: '2026-11-20' } },
      { kind: 'event', name: 'import', payload: null },
    ]);
  }
});

test('a quiet stream shows that it lives', async () => {
  const at = await bed(handle, { beat: 10 });
  current = at;
  const frames = await framesOf(await listenTo(at), (all) => all.length >= 3);
  expect(frames.slice(0, 3)).toEqual([{ kind: 'alive' }, { kind: 'alive' }, { kind: 'alive' }]);
});

test('closing the page ends its streams and stops listening', async () => {
  const at = await bed(handle);
  const stream = await listenTo(at);
  await at.close();
  expect(await framesOf(stream).catch(() => 'cut')).toBeDefined();
  await expect(listenTo(at)).rejects.toThrow();
});
