import { expect, test } from 'vitest';
import type { AnyQuestion } from '../../shared/contracts/wire.ts';
import { createAsker } from './questions.ts';

function asker(patience = 10_000) {
  const posted: AnyQuestion[] = [];
  const { ask, receive } = createAsker((question) => posted.push(question), {
    proxyFor: patience,
    keysFor: patience,
  });
  return { posted, ask, receive };
}

test('each answer finds its question, in whatever order they come', async () => {
  const { posted, ask, receive } = asker();
  const proxy = ask('proxyFor', { url: 'https://book.s3.amazonaws.com/' });
  const keys = ask('keysFor', { bucket: 'book' });
  expect(posted).toEqual([
    { kind: 'question', id: 1, name: 'proxyFor', asked: { url: 'https://book.s3.amazonaws.com/' } },
    { kind: 'question', id: 2, name: 'keysFor', asked: { bucket: 'book' } },
  ]);
  receive({ kind: 'answer', id: 2, reply: { ok: true, value: null } });
  receive({ kind: 'answer', id: 1, reply: { ok: true, value: { kind: 'direct' } } });
  expect(await keys).toBeNull();
  expect(await proxy).toEqual({ kind: 'direct' });
});

test('a refusal is thrown as the problem it is', async () => {
  const { ask, receive } = asker();
  const keys = ask('keysFor', { bucket: 'book' });
  const problem = { code: 'no_credentials', message: 'The keys cannot be read.' } as const;
  receive({ kind: 'answer', id: 1, reply: { ok: false, problem } });
  await expect(keys).rejects.toMatchObject({ problem });
});

test('nobody answers in time: undefined, and what comes later changes nothing', async () => {
  const { ask, receive } = asker(1);
  expect(await ask('keysFor', { bucket: 'book' })).toBeUndefined();
  receive({ kind: 'answer', id: 1, reply: { ok: true, value: null } });
});
