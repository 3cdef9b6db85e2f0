import { useState } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { SetAsideCounts, SetAsidePage } from '../../../shared/contracts/health.ts';
import { saveSetAside, useSetAside } from '../../api/health.ts';
import { Button } from '../../components/button.tsx';
import { Unknown } from '../../components/cells/cells.tsx';
import { ExportButton } from '../../components/export-button.tsx';
import { countText, plural, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { fileName } from './checks.ts';
import css from './set-aside-panel.module.css';

const PAGE_ROWS = 25;

/** Rows that could not be read, each with its place in the file and the reason, for the data team. */
export function SetAsidePanel({
  ds,
  counts,
}: {
  readonly ds: string;
  readonly counts: SetAsideCounts;
}) {
  const [reason, setReason] = useState<string | null>(null);
  const [offset, setOffset] = useState(0);
  if (counts.total === 0)
    return (
      <Section title="Rows set aside">
        <p className={page['sub']}>None: every row could be read.</p>
      </Section>
    );
  const filter = { ds, ...(reason === null ? {} : { reason }) };
  const choose = (to: string | null): void => {
    setReason(to);
    setOffset(0);
  };
  return (
    <Section
      title="Rows set aside"
      note={
        counts.kept < counts.total
          ? `${plural(counts.total, 'row')}, the first ${countText(counts.kept)} are kept`
          : plural(counts.total, 'row')
      }
    >
      <div className={css['bar']}>
        <div role="group" aria-label="Filter the rows" className={css['reasons']}>
          <Reason text="All" rows={counts.total} on={reason === null} onPick={() => choose(null)} />
          {counts.reasons.map((each) => (
            <Reason
              key={each.reason}
              text={proseDays(each.reason)}
              rows={each.rows}
              on={reason === each.reason}
              onPick={() => choose(each.reason)}
            />
          ))}
        </div>
        <ExportButton save={() => saveSetAside(filter)} />
      </div>
      <Rows filter={filter} offset={offset} onOffset={setOffset} />
    </Section>
  );
}

function Reason({
  text,
  rows,
  on,
  onPick,
}: {
  readonly text: string;
  readonly rows: number;
  readonly on: boolean;
  readonly onPick: () => void;
}) {
  return (
    <button type="button" aria-pressed={on} onClick={onPick}>
      {text} <b>{countText(rows)}</b>
    </button>
  );
}

function Rows({
  filter,
  offset,
  onOffset,
}: {
  readonly filter: { readonly ds: string; readonly reason?: string };
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}) {
  const { data, error } = useSetAside({ ...filter, offset, limit: PAGE_ROWS });
  if (error) return <ProblemNote problem={problemOf(error)} />;
  if (!data) return null;
  return (
    <>
      <div
        className={page['scroll']}
        tabIndex={0}
        role="region"
        aria-label="Table of rows set aside"
      >
        <table className={page['table']}>
          <TableHead names={['File', 'Record', 'Column', 'Reason', 'Value']} numbers={['Record']} />
          <tbody>
            {data.rows.map((row) => (
              <tr key={`${row.file}/${row.record}/${row.column ?? ''}/${row.byte_offset}`}>
                <td className={css['mono']} title={row.file}>
                  {fileName(row.file)}
                </td>
                <td className={page['num']} title={`byte ${countText(row.byte_offset)}`}>
                  {countText(row.record)}
                </td>
                <td className={css['mono']}>{row.column ?? 'the whole row'}</td>
                <td>{proseDays(row.reason)}</td>
                <td className={css['mono']}>{row.value ?? <Unknown why="empty" />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Paging data={data} offset={offset} onOffset={onOffset} />
    </>
  );
}

function Paging({
  data,
  offset,
  onOffset,
}: {
  readonly data: SetAsidePage;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}) {
  const last = offset + data.rows.length;
  return (
    <div className={css['paging']}>
      <p role="status">
        {countText(data.rows.length === 0 ? 0 : offset + 1)}–{countText(last)} of{' '}
        {plural(data.matching, 'row')}
      </p>
      {data.matching > PAGE_ROWS ? (
        <>
          <Button
            look="quiet"
            disabled={offset === 0}
            onClick={() => onOffset(Math.max(0, offset - PAGE_ROWS))}
          >
            Earlier rows
          </Button>
          <Button
            look="quiet"
            disabled={last >= data.matching || data.rows.length < PAGE_ROWS}
            onClick={() => onOffset(offset + PAGE_ROWS)}
          >
            More rows
          </Button>
        </>
      ) : null}
    </div>
  );
}
