import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { sameProfile } from '../../../shared/domain/score-profile.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { useImportProgress } from '../../api/queries.ts';
import { scoreAgain, useScoreSettings, useWhatIf } from '../../api/score-settings.ts';
import { Button } from '../../components/button.tsx';
import { Pending } from '../../components/pending.tsx';
import { apply } from './changes.ts';
import { ScoresApply } from './scores-apply.tsx';
import { ScoresBase } from './scores-base.tsx';
import { ScoresEffect } from './scores-effect.tsx';
import { ScoresHistory } from './scores-history.tsx';
import { ScoresMost } from './scores-most.tsx';
import { AdoptionWeights, RiskWeights } from './scores-weights.tsx';
import css from './scores.module.css';
import settings from './settings.module.css';

/** What may be set about the scores, and what the book would look like with it before it is applied. */
export function ScoresSection() {
  const { data: state, error } = useScoreSettings();
  const [own, setOwn] = useState<ScoreProfile | null>(null);
  const running = useImportProgress() !== null;
  if (error || !state) return <Pending error={error} text="Reading the settings" />;
  const draft = own ?? state.profile;
  const change = (part: Partial<ScoreProfile>): void => setOwn({ ...draft, ...part });
  const changed = !sameProfile(draft, state.profile);
  return (
    <>
      <p className={settings['note']}>
        A weight counts only once it is applied. Until then the figures beside it say what the whole
        book would look like; nothing on other screens changes.
      </p>
      {state.scored !== null && state.scored !== state.version && !running ? (
        <p className={css['stale']}>
          The scores on screen are of settings <code>{state.scored}</code>, in force is{' '}
          <code>{state.version}</code>.{' '}
          <Button onClick={() => void apply('Scored again.', scoreAgain)}>Score again</Button>
        </p>
      ) : null}
      {state.model === null ? null : (
        <p className={css['stale']}>
          The risk on screen is that of the learned model <code>{state.model}</code>. These settings
          count for adoption, and for the scorecard that stands beside the model.
        </p>
      )}
      <div className={css['sides']}>
        <div>
          <AdoptionWeights draft={draft} published={state.published} onChange={change} />
          <RiskWeights draft={draft} published={state.published} onChange={change} />
          <ScoresBase
            draft={draft}
            published={state.published}
            setUp={state.setUp}
            onChange={change}
          />
        </div>
        <Effect draft={draft} changed={changed}>
          <ScoresApply
            state={state}
            draft={draft}
            changed={changed}
            running={running}
            onDraft={setOwn}
          />
        </Effect>
      </div>
      <Most draft={draft} />
      <ScoresHistory history={state.history} running={running} />
    </>
  );
}

/** The screen follows the hand; figures follow as fast as they come. */
function Effect({
  draft,
  changed,
  children,
}: {
  readonly draft: ScoreProfile;
  readonly changed: boolean;
  readonly children: ReactNode;
}) {
  const asked = useDeferredValue(draft);
  const { data, error, isPlaceholderData } = useWhatIf(asked);
  const behind = isPlaceholderData || asked !== draft;
  return (
    <aside className={css['effect']} aria-label="What it would change" aria-busy={behind}>
      {data ? (
        <ScoresEffect seen={data} changed={changed} behind={behind}>
          {children}
        </ScoresEffect>
      ) : (
        <>
          <Pending error={error} text="Reading the book to compare with" />
          {children}
        </>
      )}
    </aside>
  );
}

function Most({ draft }: { readonly draft: ScoreProfile }) {
  const { data } = useWhatIf(useDeferredValue(draft));
  return data && data.most.length > 0 ? <ScoresMost offices={data.most} /> : null;
}
