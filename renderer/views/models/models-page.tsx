import { useLearning, useLearningProgress } from '../../api/learning.ts';
import { useImportProgress } from '../../api/queries.ts';
import { useBack } from '../../components/back.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { useTitle } from '../../components/title.ts';
import { Challenger, InUse } from './in-use.tsx';
import css from './models.module.css';
import { OutsideModels } from './outside-models.tsx';
import { Training } from './training.tsx';

/** By what the risk is shown, what has been learned from outcomes, and the models of the data team. */
export function ModelsPage() {
  const { data: state, error } = useLearning();
  const progress = useLearningProgress();
  const importing = useImportProgress() !== null;
  useBack('/portfolio/offices');
  useTitle('Models');
  if (!state) return <Pending error={error} text="Reading the models" />;
  const blocked = importing || progress !== null;
  return (
    <article className={page['page']}>
      <div className={page['head']}>
        <h1>Models</h1>
      </div>
      <InUse state={state} blocked={blocked} />
      {state.outcomes ? (
        <Training outcomes={state.outcomes} progress={progress} importing={importing} />
      ) : (
        <Section title="Outcomes">
          <p className={css['lead']}>No day has been synced yet: there is nothing to learn from.</p>
        </Section>
      )}
      {state.challenger ? <Challenger card={state.challenger} blocked={blocked} /> : null}
      <OutsideModels />
    </article>
  );
}
