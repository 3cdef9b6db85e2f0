import { useState } from 'react';
import type {
  ExclusionWhy,
  SentimentLevel,
  Sentiment,
  Word,
} from '../../../shared/domain/csm-word.ts';
import { EXCLUSIONS, SENTIMENTS, STALE_DAYS } from '../../../shared/domain/csm-word.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { Choice } from '../choice.tsx';
import { DateField } from '../date-field.tsx';
import { Field } from '../field.tsx';
import { SelectField } from '../select-field.tsx';
import { AskWord } from './ask.tsx';
import { EXCLUSION_WORDS, SENTIMENT_WORDS } from './words.ts';

interface Props {
  readonly today: Day;
  readonly onSay: (word: Word) => Promise<unknown>;
}

const tooMany = (words: string): boolean => words.split(/\s+/u).filter(Boolean).length > 5;
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function SentimentForm({
  today,
  onSay,
  before,
}: Props & { readonly before: Sentiment | undefined }) {
  const [level, setLevel] = useState<SentimentLevel | 'words'>(
    before ? (before.level ?? 'words') : 'amber',
  );
  const [words, setWords] = useState(before?.words ?? '');
  const [reason, setReason] = useState(before?.reason ?? '');
  const [expiresOn, setExpiresOn] = useState(formatDay(today + STALE_DAYS));
  const own = orNull(words);
  const whole = reason.trim() !== '' && expiresOn !== '' && !tooMany(words);
  return (
    <AskWord
      label={before ? 'Say it again' : 'Set sentiment'}
      title="Your sentiment"
      about="Shown beside the computed scores, never in them. After 90 days it is told as old."
      verb="Keep"
      onSay={onSay}
      word={
        whole && (level !== 'words' || own !== null)
          ? {
              kind: 'sentiment',
              level: level === 'words' ? null : level,
              words: own,
              reason: reason.trim(),
              expiresOn,
            }
          : null
      }
    >
      <Choice
        label="Sentiment"
        value={level}
        onChange={setLevel}
        options={[
          ...SENTIMENTS.map((each) => {
            const { glyph, word } = SENTIMENT_WORDS[each];
            return [each, `${glyph} ${word}`] as const;
          }),
          ['words', 'Words only'] as const,
        ]}
      />
      <Field
        label={level === 'words' ? 'In one to five words' : 'In one to five words, if you like'}
        value={words}
        onChange={setWords}
        placeholder="waiting for budget"
        error={tooMany(words) ? 'That is more than five words.' : undefined}
      />
      <Field label="Reason" value={reason} onChange={setReason} hint="What it stands on." />
      <DateField
        label="Meant until"
        value={expiresOn}
        onChange={setExpiresOn}
        hint="From the day after, it counts as over."
      />
    </AskWord>
  );
}

export function ExclusionForm({ onSay }: Omit<Props, 'today'>) {
  const [why, setWhy] = useState<ExclusionWhy>('closing');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  return (
    <AskWord
      label="Leave out"
      title="Leave this office out of its account’s numbers"
      about="Low use is expected here. The office stays visible with its own scores, marked, and is told apart in the account."
      verb="Leave out"
      onSay={onSay}
      word={
        reason.trim() === ''
          ? null
          : { kind: 'exclusion', why, reason: reason.trim(), until: orNull(until) }
      }
    >
      <SelectField
        label="Low use is expected because of"
        value={why}
        onChange={setWhy}
        options={EXCLUSIONS.map((each) => [each, EXCLUSION_WORDS[each]] as const)}
      />
      <Field label="Reason" value={reason} onChange={setReason} hint="What it stands on." />
      <DateField
        label="Until, if you know"
        value={until}
        onChange={setUntil}
        hint="The last day it is left out. Empty: until you count it again."
      />
    </AskWord>
  );
}

export function ClosureForm({ onSay }: Omit<Props, 'today'>) {
  const [closedOn, setClosedOn] = useState('');
  const [reason, setReason] = useState('');
  return (
    <AskWord
      label="Confirm closure"
      title="Has this office closed?"
      about="It is silent while other offices of the account are active. Once confirmed it counts as closed in its account."
      verb="Confirm closure"
      onSay={onSay}
      word={{ kind: 'closure', closedOn: orNull(closedOn), reason: orNull(reason) }}
    >
      <DateField label="Closed on, if you know" value={closedOn} onChange={setClosedOn} />
      <Field label="How you know, if you like" value={reason} onChange={setReason} />
    </AskWord>
  );
}
