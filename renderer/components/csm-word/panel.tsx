import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Saying, Standing, Word, WordKind } from '../../../shared/domain/csm-word.ts';
import { isLeftOut, sentimentStanding } from '../../../shared/domain/csm-word.ts';
import type { State } from '../../../shared/domain/score.ts';
import { Button } from '../button.tsx';
import { dateText } from '../format.ts';
import { Section } from '../section.tsx';
import { useClockDay } from './clock-day.ts';
import { ClosureForm, ExclusionForm, SentimentForm } from './forms.tsx';
import css from './panel.module.css';
import {
  closureNote,
  exclusionNote,
  SENTIMENT_WORDS,
  sentimentNote,
  sentimentText,
} from './words.ts';

interface Props {
  readonly standing: Standing;
  /** State of the office; null for an account. */
  readonly state: State | null;
  readonly history: readonly Saying[];
  readonly onSay: (word: Word) => Promise<unknown>;
  readonly onWithdraw: (kind: WordKind) => Promise<unknown>;
}

/** What the person says of an account or office, and the ways to say it. */
export function CsmWordPanel({ standing, state, history, onSay, onWithdraw }: Props) {
  const today = useClockDay();
  const [told, setTold] = useState('');
  const { sentiment, exclusion, closure } = standing;
  const say = async (word: Word): Promise<void> => {
    await onSay(word);
    setTold(SAID[word.kind]);
  };
  const withdraw = (kind: WordKind, label: string): ReactNode => (
    <Button look="quiet" onClick={() => void onWithdraw(kind).then(() => setTold(WITHDRAWN[kind]))}>
      {label}
    </Button>
  );
  const counts = closure === undefined && state !== 'closed' && state !== 'excluded';
  const out = exclusion !== undefined && isLeftOut(exclusion.word, today);
  return (
    <Section title="Your word" note="beside the computed scores, never in them">
      <dl className={css['lines']}>
        <Line
          name="Sentiment"
          actions={
            <>
              <SentimentForm
                key={sentiment?.id ?? 0}
                today={today}
                before={sentiment?.word}
                onSay={say}
              />
              {sentiment ? withdraw('sentiment', 'Withdraw') : null}
            </>
          }
        >
          {sentiment ? (
            <>
              <strong
                className={
                  sentiment.word.level && sentimentStanding(sentiment, today) === 'current'
                    ? css[sentiment.word.level]
                    : undefined
                }
              >
                {sentiment.word.level === null ? null : (
                  <span aria-hidden>{SENTIMENT_WORDS[sentiment.word.level].glyph} </span>
                )}
                {sentimentText(sentiment.word)}
              </strong>
              : {sentiment.word.reason}{' '}
              <span className={css['note']}>({sentimentNote(sentiment, today)})</span>
            </>
          ) : (
            <span className={css['note']}>Nothing said yet.</span>
          )}
        </Line>
        {state === null ? null : (
          <Line
            name="In the account"
            actions={
              out ? (
                withdraw('exclusion', 'Count again')
              ) : counts ? (
                <ExclusionForm onSay={say} />
              ) : null
            }
          >
            {exclusion ? (
              `${exclusionNote(exclusion, today)}.`
            ) : (
              <span className={css['note']}>
                {counts
                  ? 'Counted.'
                  : closure
                    ? 'In no number of the account: its closure is confirmed.'
                    : 'In no number of the account: the extract says it is closed or a test office.'}
              </span>
            )}
          </Line>
        )}
        {state === 'silent' || closure ? (
          <Line
            name="Closure"
            actions={closure ? withdraw('closure', 'Take back') : <ClosureForm onSay={say} />}
          >
            {closure ? (
              `${closureNote(closure)}.`
            ) : (
              <span className={css['note']}>
                Silent while other offices of the account are active: ask whether it closed.
              </span>
            )}
          </Line>
        ) : null}
      </dl>
      <p role="status" className={css['told']}>
        {told}
      </p>
      <Before history={history} standing={standing} />
    </Section>
  );
}

const SAID: Readonly<Record<WordKind, string>> = {
  sentiment: 'Kept.',
  exclusion: 'Left out of the account’s numbers.',
  closure: 'Closure confirmed.',
};
const WITHDRAWN: Readonly<Record<WordKind, string>> = {
  sentiment: 'Sentiment withdrawn.',
  exclusion: 'The office counts again.',
  closure: 'Closure taken back.',
};

function Line({
  name,
  actions,
  children,
}: {
  readonly name: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={css['line']}>
      <dt>{name}</dt>
      <dd>
        <span>{children}</span>
        <span className={css['actions']}>{actions}</span>
      </dd>
    </div>
  );
}

/** What was said before; nothing where this is the first word. */
function Before({ history, standing }: Pick<Props, 'history' | 'standing'>) {
  const current = new Set(
    [standing.sentiment, standing.exclusion, standing.closure].map((said) => said?.id),
  );
  const before = history.filter(({ id }) => !current.has(id));
  if (before.length === 0) return null;
  return (
    <details className={css['before']}>
      <summary>Said before ({before.length})</summary>
      <ul>
        {before.map(({ id, kind, word, said_at: at, said_by: by }) => (
          <li key={id}>
            {dateText(at.slice(0, 10))}, {by}: {sayingText(kind, word)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function sayingText(kind: WordKind, word: Word | null): string {
  if (word === null) return WITHDRAWN[kind].replace(/\.$/, '');
  if (word.kind === 'sentiment') return `${sentimentText(word)}: ${word.reason}`;
  if (word.kind === 'exclusion') return `left out: ${word.reason}`;
  return 'closure confirmed';
}
