import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { SAMPLE_SCHEMA } from '../../../shared/testing/sample/columns.ts';

/** A file as it lies in the delivery; `records` counts the header line, as Redshift does. */
export interface PartFile {
  readonly name: string;
  readonly bytes: number;
  readonly records: number;
}

export interface Totals {
  readonly rows: number;
  readonly arrHundredths: number;
  /** Undefined when the day's visitors are all NULL. */
  readonly visitors: number | undefined;
}

/** `20261121T031502Z`: the run of the night after the day; a restatement runs two days later, in the morning. */
export function runIdOf(day: Day, restated: boolean): string {
  const stamp = formatDay(day + (restated ? 3 : 1)).replaceAll('-', '');
  return `${stamp}T${restated ? '101512' : '031502'}Z`;
}

/** Folder of a run under the root, with forward slashes. */
export function runFolder(day: Day, runId: string): string {
  return `company_facts/ds=${formatDay(day)}/run=${runId}`;
}

/** What `UNLOAD … MANIFEST VERBOSE` to an address writes (Amazon Redshift Database Developer Guide, UNLOAD). */
export function manifestText(address: string, folder: string, files: readonly PartFile[]): string {
  const sum = (of: (file: PartFile) => number): number => files.reduce((n, f) => n + of(f), 0);
  return `${JSON.stringify({
    entries: files.map(({ name, bytes, records }) => ({
      url: `${address}${folder}/${name}`,
      meta: { content_length: bytes, record_count: records },
    })),
    schema: { elements: SAMPLE_SCHEMA },
    meta: {
      content_length: sum(({ bytes }) => bytes),
      record_count: sum(({ records }) => records),
    },
    author: { name: 'Amazon Redshift', version: '1.0.0' },
  })}\n`;
}

/** The data team's own note, written last: control totals and the state of their tests. */
export function deliveryText(
  day: Day,
  runId: string,
  supersedes: string | null,
  totals: Totals,
): string {
  const clock = runId.slice(9, 15);
  const hour = clock.slice(0, 2);
  const minute = String(Number(clock.slice(2, 4)) + 2).padStart(2, '0');
  const generatedOn = `${runId.slice(0, 4)}-${runId.slice(4, 6)}-${runId.slice(6, 8)}`;
  const sums: Record<string, number> = { location_arr: totals.arrHundredths / 100 };
  if (totals.visitors !== undefined) sums['visitors'] = totals.visitors;
  return `${JSON.stringify({
    schema_version: 1,
    ds: formatDay(day),
    run_id: runId,
    generated_at: `${generatedOn}T${hour}:${minute}:40Z`,
    mode: supersedes === null ? 'full' : 'restatement',
    supersedes,
    tables: [
      {
        name: 'company_facts',
        manifest: 'manifest',
        rows: totals.rows,
        distinct_keys: totals.rows,
        sums,
      },
    ],
    tests: [
      {
        id: 'company_facts_unique',
        status: 'pass',
        severity: 'error',
        owner: 'data-oncall@example.com',
        runbook: 'https://runbooks.example.com/company-facts',
        failing_rows: 0,
      },
    ],
  })}\n`;
}
