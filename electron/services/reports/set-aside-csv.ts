import type { ReportFile } from '../../../shared/contracts/reports.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import { toCsv } from '../../../shared/reports/csv.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { countSetAside, readSetAsideRows, type SetAsideQuery } from '../store/set-aside.ts';

const HEADER = ['ds', 'run_id', 'file', 'record', 'byte_offset', 'column', 'reason', 'value'];

/** The rows a run set aside that fit, as a file for the data team; its last line says where it comes from. */
export function setAsideCsv(
  db: ReadableDB,
  query: SetAsideQuery,
  app: { readonly version: string },
): ReportFile {
  const ds = formatDay(query.day);
  const rows = readSetAsideRows(db, query, { offset: 0, limit: undefined });
  const { total, kept } = countSetAside(db, query.day, query.runId);
  const provenance = [
    `Atrium ${app.version}`,
    `rows set aside of ${ds}`,
    `run ${query.runId}`,
    query.reason === undefined ? '' : `reason: ${query.reason}`,
    query.file === undefined ? '' : `file: ${query.file}`,
    kept < total ? `the first ${kept} of ${total} set aside are kept` : '',
  ];
  const cells = rows.map((r) => [
    r.ds,
    r.run_id,
    r.file,
    r.record,
    r.byte_offset,
    r.column,
    r.reason,
    r.value,
  ]);
  const text = toCsv(HEADER, cells, provenance.filter(Boolean).join(' · '));
  return {
    name: `Rows-set-aside_${ds}.csv`,
    mime: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode(text),
    rows: rows.length,
  };
}
