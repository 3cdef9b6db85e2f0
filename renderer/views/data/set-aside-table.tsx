import { problemOf } from '../../../shared/contracts/problem.ts';
import { useSetAside } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Unknown } from '../../components/cells/cells.tsx';
import { countText, dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import css from './data.module.css';

/** Rows that could not be read, each with its place in the file and the reason, for the data team. */
export function SetAsideTable({
  ds,
  onAll,
}: {
  readonly ds: string | null;
  readonly onAll: () => void;
}) {
  const { data, error } = useSetAside(ds ?? undefined);
  return (
    <Section
      title="Rows set aside"
      note={
        <>
          {ds === null ? 'all days' : dateText(ds)}
          {data ? `, ${plural(data.length, 'row')}` : ''}{' '}
          {ds === null ? null : (
            <Button look="quiet" onClick={onAll}>
              Show all days
            </Button>
          )}
        </>
      }
    >
      {error ? <ProblemNote problem={problemOf(error)} /> : null}
      {data?.length === 0 ? <p className={page['sub']}>None: every row could be read.</p> : null}
      {data && data.length > 0 ? (
        <div className={page['scroll']}>
          <table className={page['table']}>
            <TableHead
              names={['Day', 'File', 'Record', 'Column', 'Reason', 'Value']}
              numbers={['Record']}
            />
            <tbody>
              {data.map((row) => (
                <tr key={`${row.run_id}/${row.file}/${row.record}/${row.column ?? ''}`}>
                  <td>{dateText(row.ds)}</td>
                  <td className={css['mono']}>{row.file}</td>
                  <td className={page['num']}>{countText(row.record)}</td>
                  <td className={css['mono']}>{row.column ?? 'the whole row'}</td>
                  <td>{row.reason}</td>
                  <td className={css['mono']}>{row.value ?? <Unknown why="empty" />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  );
}
