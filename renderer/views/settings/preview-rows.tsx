import type { DeliveryPreview } from '../../../shared/contracts/preview.ts';
import { Unknown } from '../../components/cells/cells.tsx';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import css from './settings.module.css';

/** The first rows, value by value as the file has them. */
export function PreviewRows({ seen }: { readonly seen: DeliveryPreview }) {
  const { columns, rows } = seen;
  const faults = rows.filter(({ fault }) => fault !== null).length;
  return (
    <>
      <h3 className={css['sub']}>First {plural(rows.length, 'row')}</h3>
      <p className={css['note']}>
        As they stand in the file: <Unknown why="unknown" /> is unknown, <code>{'""'}</code> is a
        text of no length.
        {faults > 0 ? ` ${plural(faults, 'row')} would be set aside.` : ''}
      </p>
      <div className={css['rows']} tabIndex={0} role="region" aria-label="First rows">
        <table className={page['table']}>
          <thead>
            <tr>
              <th scope="col" className={page['num']}>
                Row
              </th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  <code>{name}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ values, fault }, at) => (
              <tr key={at}>
                <th scope="row" className={page['num']}>
                  {at + 1}
                </th>
                {fault === null ? (
                  columns.map(({ name }, i) => (
                    <td key={name}>
                      <Value of={values[i] ?? null} />
                    </td>
                  ))
                ) : (
                  <td colSpan={columns.length} className={css['bad']}>
                    ▲ set aside: {fault}. {values.filter(Boolean).join(' | ').slice(0, 200)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Value({ of }: { readonly of: string | null }) {
  if (of === null) return <Unknown why="unknown" />;
  return of === '' ? <code>{'""'}</code> : of;
}
