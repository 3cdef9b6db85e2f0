import { AtriumError } from '../../shared/contracts/problem.ts';
import type { Answer, AnyQuestion, QuestionName, Questions } from '../../shared/contracts/wire.ts';

/** Asks whoever started this; undefined where nobody answers in time. Rejects where the answer is a refusal. */
export type Ask = <N extends QuestionName>(
  name: N,
  asked: Questions[N]['asked'],
) => Promise<Questions[N]['answer'] | undefined>;

/** A proxy script may take seconds to find and run; a keychain may ask the person first. */
const PATIENCE_MS: Readonly<Record<QuestionName, number>> = { proxyFor: 5000, keysFor: 60_000 };

export interface Asker {
  readonly ask: Ask;
  /** Takes an answer in; one nobody waits for any more is dropped. */
  readonly receive: (answer: Answer) => void;
}

/** One end of a channel for questions: out through `post`, back in through `receive`. */
export function createAsker(
  post: (question: AnyQuestion) => void,
  patienceMs: Readonly<Record<QuestionName, number>> = PATIENCE_MS,
): Asker {
  const waiting = new Map<number, (answer: Answer | undefined) => void>();
  let lastId = 0;
  return {
    async ask(name, asked) {
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
      waiting.set(id, resolve);
      const impatience = setTimeout(() => resolve(undefined), patienceMs[name]);
      // The pair of name and what is asked is what `Ask` has just checked.
      post({ kind: 'question', id, name, asked } as AnyQuestion);
      const answer = await promise;
      clearTimeout(impatience);
      waiting.delete(id);
      if (answer === undefined) return undefined;
      if (!answer.reply.ok) throw new AtriumError(answer.reply.problem);
      return answer.reply.value as Questions[typeof name]['answer'];
    },
    receive(answer) {
      waiting.get(answer.id)?.(answer);
    },
  };
}
