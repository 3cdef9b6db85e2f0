import type { MappingState } from '../../../shared/contracts/preview.ts';
import { plural } from '../../components/format.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import css from './settings.module.css';

/** Where the mapping file lies, what it does, and what is wrong with it. */
export function MappingNote({
  mapping,
  told,
}: {
  readonly mapping: MappingState;
  /** True where what is wrong is said already. */
  readonly told: boolean;
}) {
  const { path, exists, problem, columns, values } = mapping;
  return (
    <>
      <h3 className={css['sub']}>Mapping file</h3>
      <dl className={css['facts']}>
        <div>
          <dt>It lies at</dt>
          <dd>
            <code>{path}</code>
            {exists
              ? problem
                ? ', with a mistake'
                : `, renames ${plural(columns.length, 'column')} and the values of ${plural(values.length, 'column')}`
              : ', not there: their names and values are taken as ours'}
          </dd>
        </div>
        {columns.length > 0 ? (
          <div>
            <dt>Renamed</dt>
            <dd>{columns.map(([theirs, ours]) => `${theirs} → ${ours}`).join(', ')}</dd>
          </div>
        ) : null}
      </dl>
      {problem && !told ? <ProblemNote problem={problem} /> : null}
    </>
  );
}
