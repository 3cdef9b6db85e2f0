import { expect, test } from 'vitest';
import { refuse } from '../../shared/contracts/problem.ts';
import { questionAnswerer } from './questions.ts';

const KEYS = { bucket: 'book', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const answers = questionAnswerer({
  resolveProxy: async (url) => (url.includes('amazonaws') ? 'PROXY proxy:3128' : 'DIRECT'),
  keys: {
    async read(bucket) {
      if (bucket === 'locked') throw refuse('no_credentials', 'The keychain is locked.');
      return bucket === 'book' ? KEYS : undefined;
    },
  },
});

test('the proxy is the one the computer names for that address', async () => {
  const proxyFor = (url: string) =>
    answers({ kind: 'question', id: 1, name: 'proxyFor', asked: { url } });
  expect(await proxyFor('https://book.s3.amazonaws.com/')).toEqual({
    ok: true,
    value: { kind: 'proxy', url: 'http://proxy:3128' },
  });
  expect(await proxyFor('https://storage.local/')).toEqual({
    ok: true,
    value: { kind: 'direct' },
  });
});

test('keys are given for their bucket; none is an answer, and a locked keychain a refusal', async () => {
  const keysFor = (bucket: string) =>
    answers({ kind: 'question', id: 1, name: 'keysFor', asked: { bucket } });
  expect(await keysFor('book')).toEqual({ ok: true, value: KEYS });
  expect(await keysFor('other')).toEqual({ ok: true, value: null });
  expect(await keysFor('locked')).toMatchObject({
    ok: false,
    problem: { code: 'no_credentials' },
  });
});
