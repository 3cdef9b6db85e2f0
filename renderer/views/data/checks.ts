import { proseDays } from '../../components/format.ts';
import type { CheckResult, CheckSample, Decision } from '../../../shared/contracts/sync.ts';

/** How much a result matters to the reader. */
export type Grade = 'holds' | 'warns' | 'not_run' | 'passes';

export function gradeOf(check: Pick<CheckResult, 'status' | 'severity'>): Grade {
  if (check.status === 'not_run') return 'not_run';
  if (check.status === 'pass') return 'passes';
  return check.severity === 'hold' ? 'holds' : 'warns';
}

const ORDER: readonly Grade[] = ['holds', 'warns', 'not_run', 'passes'];

/** What holds the day first, what passed last; otherwise as the checks were made. */
export function inOrder<C extends CheckResult>(checks: readonly C[]): readonly C[] {
  const place = (check: C): number => ORDER.indexOf(gradeOf(check));
  return checks.toSorted((a, b) => place(a) - place(b));
}

/** Where to look: `000004 / 00100101, visitors = 1200, part_00.gz record 12`. */
export function samplePlace(sample: CheckSample): string {
  const office = [sample.company_id, sample.location_id].filter((id) => id !== null).join(' / ');
  const value = sample.value === null ? '' : ` = ${sample.value}`;
  const fact = sample.column === null ? (sample.value ?? '') : `${sample.column}${value}`;
  const record = sample.record === null ? '' : ` record ${sample.record}`;
  const file = sample.file === null ? '' : `${fileName(sample.file)}${record}`;
  return [office, fact, file].filter(Boolean).join(', ');
}

/** A file by its name; its folders are the run's and said with the run. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A sentence of the engine as this screen shows it: days like the other days, files by their names. */
export const screenText = (text: string): string =>
  proseDays(
    text.replace(/(?:[^\s,;]*\/)?ds=\d{4}-\d{2}-\d{2}\/(?:[^\s,;/]*\/)*([^\s,;/]+)/g, '$1'),
  );

/** The decision that stands: the newest one nobody has undone. */
export function openDecision(decisions: readonly Decision[]): Decision | undefined {
  return decisions.find((decision) => decision.undoneAt === null);
}
