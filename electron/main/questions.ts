import type { Reply } from '../../shared/contracts/contract.ts';
import { problemOf } from '../../shared/contracts/problem.ts';
import type { AnyQuestion } from '../../shared/contracts/wire.ts';
import type { KeyKeeper } from './keys.ts';
import { readProxyList } from './proxy.ts';

export type AnswerQuestion = (question: AnyQuestion) => Promise<Reply<unknown>>;

/** What the engine may ask of this process: the computer's proxy, and the keys kept for a bucket. Never rejects. */
export function questionAnswerer(powers: {
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly keys: Pick<KeyKeeper, 'read'>;
}): AnswerQuestion {
  async function answer(question: AnyQuestion): Promise<unknown> {
    switch (question.name) {
      case 'proxyFor':
        return readProxyList(await powers.resolveProxy(question.asked.url));
      case 'keysFor':
        return (await powers.keys.read(question.asked.bucket)) ?? null;
    }
  }
  return (question) =>
    answer(question).then(
      (value) => ({ ok: true, value }),
      (error: unknown) => ({ ok: false, problem: problemOf(error) }),
    );
}
