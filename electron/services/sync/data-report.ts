import type { HealthCheck, RunDetail } from '../../../shared/contracts/health.ts';
import type { CheckSample, SetAsideRow } from '../../../shared/contracts/sync.ts';
import { count } from './checks/kinds.ts';

/** Examples told of each failed check, and rows of each reason. */
const EXAMPLES = 5;

/** What happened to a delivery as plain text for the data team: facts and places, no opinion, no blame. */
export function dataReport(
  run: RunDetail,
  setAside: readonly SetAsideRow[],
  from: { readonly source: string | null; readonly version: string },
): string {
  const failed = run.checks.filter((c) => c.status === 'fail');
  const lines = [
    `company_facts of ${run.ds}: ${OUTCOME[run.status]}`,
    '',
    `Run            ${run.run_id}${run.supersedes ? ` (restates ${run.supersedes})` : ''}`,
    `Source         ${from.source ?? 'not known'}`,
    `Delivered      ${run.delivered_at ?? 'not said by the delivery'}`,
    `Looked at      ${run.at} by Atrium ${from.version}`,
    `Rows           ${count(run.rows)} read, ${count(run.rejected)} set aside`,
    // What a check says for itself below is not said twice, nor with advice meant for the reader of the screen.
    ...(run.reason && !failed.some((c) => c.severity === 'hold')
      ? [`Reason         ${run.reason}`]
      : []),
    ...failed.flatMap(checkLines),
    ...setAsideLines(run, setAside),
    ...schemaLines(run),
    ...fileLines(run),
    ...testLines(run),
    ...decisionLines(run),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same of a day that nobody has seen a delivery of. */
export function missingReport(ds: string, source: string | null): string {
  return [
    `company_facts of ${ds}: no delivery was found`,
    '',
    `Source         ${source ?? 'not known'}`,
    `Expected       a folder ds=${ds} with files and their manifest`,
    'A delivery of this day is taken in whenever it comes.',
    '',
  ].join('\n');
}

const OUTCOME: Readonly<Record<RunDetail['status'], string>> = {
  published: 'published',
  unchanged: 'published',
  held: 'held, not published',
  failed: 'could not be read',
};

function checkLines(check: HealthCheck): readonly string[] {
  const { samples } = check;
  return [
    '',
    `${check.severity === 'hold' ? 'HOLDS THE DAY' : 'WARNING'}  ${check.title} (${check.id})`,
    `  Observed     ${check.observed}`,
    `  Expected     ${check.expected}`,
    ...(check.firstFailed ? [`  Failing since ${check.firstFailed}`] : []),
    ...samples.slice(0, EXAMPLES).map((s) => `  Example      ${placeOf(s)}`),
    ...(samples.length > EXAMPLES ? [`  and ${samples.length - EXAMPLES} more examples`] : []),
  ];
}

function placeOf(s: CheckSample): string {
  const office = [s.company_id, s.location_id].filter((id) => id !== null).join(' / ');
  const fact = [s.column, s.value].filter((part) => part !== null).join(' = ');
  const file =
    s.file === null ? '' : `${nameOf(s.file)}${s.record === null ? '' : ` record ${s.record}`}`;
  return [office, fact, file].filter(Boolean).join(', ');
}

/** Folders are told once, with the files. */
const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

function setAsideLines(run: RunDetail, rows: readonly SetAsideRow[]): readonly string[] {
  const { total, reasons } = run.setAside;
  if (total === 0) return [];
  return [
    '',
    `ROWS SET ASIDE  ${count(total)}`,
    ...reasons.flatMap(({ reason, rows: n }) => [
      `  ${count(n)}  ${reason}`,
      ...rows
        .filter((r) => r.reason === reason)
        .slice(0, EXAMPLES)
        .map(
          (r) =>
            `      ${nameOf(r.file)} record ${r.record}, byte ${r.byte_offset}` +
            `${r.column === null ? '' : `, ${r.column}`}${r.value === null ? '' : ` = ${r.value}`}`,
        ),
    ]),
  ];
}

function schemaLines({ schema }: RunDetail): readonly string[] {
  if (!schema) return [];
  const said = [
    ...schema.renamed.map((r) => `  renamed?  ${r.from} -> ${r.to}`),
    ...schema.changed.map((c) => `  type      ${c.name}: ${c.from} -> ${c.to}`),
    ...schema.added.map((c) => `  added     ${c.name}${c.type ? ` (${c.type})` : ''}`),
    ...schema.removed.map((c) => `  removed   ${c.name}${c.type ? ` (${c.type})` : ''}`),
  ];
  return said.length === 0 ? [] : ['', `COLUMNS  compared with ${schema.against}`, ...said];
}

function fileLines({ files }: RunDetail): readonly string[] {
  if (files.length === 0) return [];
  const known = (n: number | null): string => (n === null ? '?' : count(n));
  return [
    '',
    'FILES',
    ...files.map(
      (f) =>
        `  ${f.path}  ${count(f.bytes)} bytes, rows ${known(f.got)} of ${known(f.expected)} expected` +
        `${f.etag === null ? '' : `, etag ${f.etag}`}${f.state === 'read' ? '' : `, ${f.state === 'refused' ? 'refused' : 'not read'}`}`,
    ),
  ];
}

function testLines({ tests }: RunDetail): readonly string[] {
  const told = tests.filter((t) => t.status !== 'pass');
  if (told.length === 0) return [];
  return [
    '',
    'YOUR OWN TESTS THAT DID NOT PASS',
    ...told.map(
      (t) =>
        `  ${t.id}: ${t.status}${t.failing_rows === null ? '' : `, ${count(t.failing_rows)} rows`}` +
        (t.owner === null ? '' : `, ${t.owner}`),
    ),
  ];
}

function decisionLines({ decisions }: RunDetail): readonly string[] {
  if (decisions.length === 0) return [];
  return [
    '',
    'DECIDED HERE',
    ...decisions.map(
      (d) =>
        `  ${d.at} ${d.kind === 'roll_back' ? 'rolled back' : 'published anyway'}: ${d.reason}` +
        (d.undoneAt === null ? '' : ` (undone ${d.undoneAt})`),
    ),
  ];
}
