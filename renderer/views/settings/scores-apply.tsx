import { useState } from 'react';
import type { ScoreSettingsState } from '../../../shared/contracts/score-settings.ts';
import { profileChanges } from '../../../shared/domain/score-profile-words.ts';
import { sameProfile } from '../../../shared/domain/score-profile.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { applyProfile, undoProfile } from '../../api/score-settings.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { plural } from '../../components/format.ts';
import { apply } from './changes.ts';
import css from './scores.module.css';

/** Nothing is applied by moving a slider: it takes a reason and this button. */
export function ScoresApply({
  state,
  draft,
  changed,
  running,
  onDraft,
}: {
  readonly state: ScoreSettingsState;
  readonly draft: ScoreProfile;
  readonly changed: boolean;
  /** An import or a scoring runs. */
  readonly running: boolean;
  readonly onDraft: (draft: ScoreProfile | null) => void;
}) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const changes = profileChanges(state.profile, draft);
  const put = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    const done = await apply(
      'Applied; the book is scored with it.',
      () => applyProfile(draft, reason.trim()),
      undoProfile,
    );
    if (!done) return;
    onDraft(null);
    setReason('');
    setTried(false);
  };
  const published = sameProfile(draft, state.published);
  return (
    <form
      className={css['apply']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') event.currentTarget.querySelector('input')?.focus();
        void put();
      }}
    >
      {changed ? (
        <>
          <p>{plural(changes.length, 'change')}, not applied</p>
          <ul className={css['changes']}>
            {changes.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <Field
            label="Reason"
            value={reason}
            onChange={setReason}
            hint="For those who read the history"
            error={tried && reason.trim() === '' ? 'Say why, in a word or a sentence.' : undefined}
          />
        </>
      ) : null}
      <div className={css['buttons']}>
        {changed ? (
          <>
            <Button submit look="primary" disabled={running}>
              {running ? 'Scoring' : 'Apply'}
            </Button>
            <Button onClick={() => onDraft(null)}>Discard</Button>
          </>
        ) : null}
        {published ? null : (
          <Button onClick={() => onDraft(state.published)}>Published values</Button>
        )}
      </div>
    </form>
  );
}
