import { useState } from 'react';
import { problemOf, type Problem } from '../../../shared/contracts/problem.ts';
import type { ModelCard } from '../../../shared/contracts/models.ts';
import { importModel, removeModel, saveOutsideCard, useOutsideModels } from '../../api/learning.ts';
import { useFace } from '../../api/queries.ts';
import { pickSource } from '../../api/save.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import css from './models.module.css';

/** Models of the data team: shown beside our risk, and never in its place. */
export function OutsideModels() {
  const { data } = useOutsideModels();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState('');
  const run = async (work: () => Promise<string>): Promise<void> => {
    setProblem(null);
    setTold('');
    try {
      setTold(await work());
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const models = data?.models ?? [];
  return (
    <Section
      title="From the data team"
      note="XGBoost JSON and LightGBM text, shown beside our risk and never in its place"
    >
      {models.length === 0 ? (
        <p className={css['lead']}>
          No model from outside is here. One is taken with its sidecar, when its test vectors come
          out here as they did there.
        </p>
      ) : (
        <table className={page['table']}>
          <caption className="sr">Models of the data team</caption>
          <TableHead names={['File', 'Kind', 'Features', 'Learned to', 'Horizon', '']} />
          <tbody>
            {models.map((model) => (
              <Line key={model.id} model={model} run={run} />
            ))}
          </tbody>
        </table>
      )}
      {(data?.unreadable ?? []).map(({ id, problem: what }) => (
        <p key={id} className={css['missed']}>
          {id}: {what}
        </p>
      ))}
      <Import
        take={(file) =>
          void run(async () => {
            const { card, likeness } = await importModel(file);
            const alike =
              likeness?.rankCorrelation === null || likeness === null
                ? ''
                : ` Its order of ${plural(likeness.offices, 'office')} agrees with ours by ${likeness.rankCorrelation.toFixed(2)} (rank correlation).`;
            return `${card.name} is taken: ${card.vectors.count} test vectors reproduced.${alike}`;
          })
        }
      />
      <p role="status">{told}</p>
      {problem ? <ProblemNote problem={problem} /> : null}
    </Section>
  );
}

function Line({
  model,
  run,
}: {
  readonly model: ModelCard;
  readonly run: (work: () => Promise<string>) => Promise<void>;
}) {
  return (
    <tr>
      <th scope="row">{model.name}</th>
      <td>
        {model.format} {model.version}
      </td>
      <td>{plural(model.features.length, 'feature')}</td>
      <td>{dateText(model.trainEnd)}</td>
      <td>{plural(model.horizonDays, 'day')}</td>
      <td>
        <div className={css['line']}>
          <Button
            look="quiet"
            aria-label={`Save the card of ${model.name}`}
            onClick={() =>
              void run(async () => {
                const where = await saveOutsideCard(model.id);
                return where === null ? '' : `Saved: ${where}`;
              })
            }
          >
            Card
          </Button>
          <Button
            look="quiet"
            aria-label={`Remove ${model.name}`}
            onClick={() =>
              void run(async () => {
                await removeModel(model.id);
                return `${model.name} is removed; it can be imported again.`;
              })
            }
          >
            Remove
          </Button>
        </div>
      </td>
    </tr>
  );
}

/** By the native picker where there is one, else by its path. */
function Import({ take }: { readonly take: (file: string) => void }) {
  const { data: about } = useFace();
  const [path, setPath] = useState('');
  const [byPath, setByPath] = useState(false);
  const pick = async (): Promise<void> => {
    const file = await pickSource('file');
    if (file === undefined) setByPath(true);
    else if (file !== null) take(file);
  };
  if (about?.face === 'window' && !byPath)
    return (
      <div className={css['line']}>
        <Button onClick={() => void pick()}>Import a model</Button>
      </div>
    );
  return (
    <form
      className={css['import']}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') take(path.trim());
      }}
    >
      <Field
        label="Path of a model on this computer; its sidecar lies beside it"
        value={path}
        onChange={setPath}
        placeholder="/models/churn.json"
      />
      <div className={css['line']}>
        <Button submit disabled={path.trim() === ''}>
          Import it
        </Button>
      </div>
    </form>
  );
}
