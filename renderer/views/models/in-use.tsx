import { useState } from 'react';
import type { LearningState } from '../../../shared/contracts/learning.ts';
import { problemOf, type Problem } from '../../../shared/contracts/problem.ts';
import { RUNG_NAMES, type LearnedCard } from '../../../shared/domain/learning.ts';
import { applyModel, saveLearnedCard } from '../../api/learning.ts';
import { Button } from '../../components/button.tsx';
import { dateText } from '../../components/format.ts';
import { momentText } from '../../components/moments.ts';
import { useNow } from '../../components/now.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Section } from '../../components/section.tsx';
import { ModelCard } from './model-card.tsx';
import css from './models.module.css';

/** What happens now, what came of it, what refused it: one thing at a time. */
function useWork() {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setTold('');
    setProblem(null);
    try {
      setTold(await work());
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, told, problem, run };
}

/** By which model the risk is shown, what is to be known about it, and the way back. */
export function InUse({
  state,
  blocked,
}: {
  readonly state: LearningState;
  readonly blocked: boolean;
}) {
  const { champion, before, log, notes } = state;
  const work = useWork();
  const now = useNow(60_000);
  const since = log[0];
  const inUse = champion?.id ?? null;
  const chance = !notes.some(({ code }) => code === 'settings_changed');
  // What was in use before, and the scorecard, which is always there.
  const ways = [...new Set([before ? before.id : inUse, null])].filter((id) => id !== inUse);
  return (
    <Section title="In use" note="by which the risk of every office is shown">
      <div className={css['line']}>
        <span className={css['name']}>{champion ? RUNG_NAMES[champion.rung] : 'Scorecard'}</span>
        {champion ? <span className={css['id']}>{champion.id}</span> : null}
        <span>
          {champion
            ? `shown ${chance ? 'as a percentage' : 'as odds, without a percentage'}, with exact reasons`
            : '15 terms set by experts, as odds against the book average and without a percentage'}
          {since ? `, since ${momentText(since.since, now)} by ${since.by}` : ''}
        </span>
      </div>
      {notes.length > 0 ? (
        <ul className={css['notes']} aria-label="To be known about the model in use">
          {notes.map(({ code, text }) => (
            <li key={code}>
              <span className={css['mark']} aria-hidden>
                ⚑
              </span>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={css['line']}>
        {ways.map((id) => (
          <Button
            key={id ?? ''}
            disabled={blocked || work.busy}
            onClick={() =>
              void work.run(async () => {
                await applyModel(id);
                return `${id ?? 'The scorecard'} is in use again.`;
              })
            }
          >
            Back to {id ?? 'the scorecard'}
          </Button>
        ))}
        {champion ? <SaveCard card={champion} /> : null}
        <span role="status">{work.busy ? 'Scoring the book' : work.told}</span>
      </div>
      {work.problem ? <ProblemNote problem={work.problem} /> : null}
      {champion ? <ModelCard card={champion} /> : null}
    </Section>
  );
}

/** The newest model nobody put to use. */
export function Challenger({
  card,
  blocked,
}: {
  readonly card: LearnedCard;
  readonly blocked: boolean;
}) {
  const work = useWork();
  const place = card.adoptable
    ? 'It passed: it may take the place of what is in use.'
    : 'It did not pass: the risk stays as it is.';
  return (
    <Section title="Challenger" note={`learned from data to ${dateText(card.dataTo)}`}>
      <div className={css['line']}>
        <span className={css['name']}>{RUNG_NAMES[card.rung]}</span>
        <span className={css['id']}>{card.id}</span>
        <span>{place}</span>
      </div>
      <div className={css['line']}>
        <Button
          look={card.adoptable ? 'primary' : 'plain'}
          disabled={!card.adoptable || blocked || work.busy}
          onClick={() =>
            void work.run(async () => {
              await applyModel(card.id);
              return 'It is in use.';
            })
          }
        >
          Put it to use
        </Button>
        <SaveCard card={card} />
        <span role="status">{work.busy ? 'Scoring the book' : work.told}</span>
      </div>
      {work.problem ? <ProblemNote problem={work.problem} /> : null}
      <ModelCard card={card} />
    </Section>
  );
}

function SaveCard({ card }: { readonly card: LearnedCard }) {
  const work = useWork();
  return (
    <>
      <Button
        disabled={work.busy}
        onClick={() =>
          void work.run(async () => {
            const where = await saveLearnedCard(card.id);
            return where === null ? '' : `Saved: ${where}`;
          })
        }
      >
        Save the model card
      </Button>
      <span role="status">{work.problem ? work.problem.message : work.told}</span>
    </>
  );
}
