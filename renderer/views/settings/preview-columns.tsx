import type { DeliveryPreview } from '../../../shared/contracts/preview.ts';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import css from './settings.module.css';

interface Line {
  readonly name: string;
  readonly what: string;
  readonly bad?: true;
}

/** Columns by what they are to us: what is wrong or unknown stands open, the rest folded. */
export function PreviewColumns({ seen }: { readonly seen: DeliveryPreview }) {
  const known = seen.columns.filter(({ ours }) => ours !== null);
  const unknown = seen.columns.filter(({ ours }) => ours === null);
  const required = seen.missing.filter((column) => column.required);
  const optional = seen.missing.filter((column) => !column.required);
  const open: readonly Line[] = [
    ...required.map(({ name }) => ({
      name,
      what: '▲ missing and required: the day is held',
      bad: true as const,
    })),
    ...unknown.map(({ name }) => ({ name, what: '○ not known: kept as an extra column' })),
    ...optional.map(({ name }) => ({ name, what: '· missing: what needs it is not available' })),
  ];
  return (
    <>
      <h3 className={css['sub']}>Columns</h3>
      <p className={css['note']}>
        {plural(known.length, 'column')} recognised, {unknown.length} not known, {optional.length}{' '}
        missing, {required.length} required and missing.
      </p>
      {open.length > 0 ? (
        <table className={page['table']}>
          <caption className="sr">Columns that are not known or missing</caption>
          <TableHead names={['Column', 'What it is to us']} />
          <tbody>
            {open.map(({ name, what, bad }) => (
              <tr key={`${name} ${what}`}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td className={bad ? css['bad'] : undefined}>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <details className={css['fold']}>
        <summary>The {plural(known.length, 'column')} recognised</summary>
        <p className={css['names']}>
          {known.map(({ name, ours, mapped }) => (
            <code key={name}>{mapped ? `${name} → ${ours ?? ''}` : name}</code>
          ))}
          {seen.inPath.map((name) => (
            <code key={name}>{`${name} (in the path)`}</code>
          ))}
        </p>
      </details>
    </>
  );
}
