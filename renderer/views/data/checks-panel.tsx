import type { CheckResult, DataTest } from '../../../shared/contracts/sync.ts';
import { useChecks } from '../../api/queries.ts';
import { countText, dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { gradeOf, inOrder, samplePlace, type Grade } from './checks.ts';
import css from './checks-panel.module.css';
import { Decide } from './decide.tsx';

const GRADES: Readonly<Record<Grade, readonly [string, string]>> = {
  holds: ['▲', 'Holds the day'],
  warns: ['◆', 'Warning'],
  not_run: ['○', 'Not run'],
  passes: ['●', 'Passed'],
};

/** What was checked before a day was published, what was found, and what the data team's own tests say. */
export function ChecksPanel({
  ds,
  busy,
}: {
  readonly ds: string | null;
  /** An import runs: nothing can be decided now. */
  readonly busy: boolean;
}) {
  const { data: day, error } = useChecks(ds ?? undefined);
  const checks = inOrder(day?.checks ?? []);
  const told = checks.filter((check) => check.status === 'fail');
  const quiet = checks.filter((check) => check.status !== 'fail');
  const passed = quiet.filter((check) => check.status === 'pass').length;
  return (
    <Section
      title="Checks"
      note={
        day
          ? `${dateText(day.ds)}: ${told.length === 0 ? 'nothing failed' : `${countText(told.length)} failed`}`
          : 'of the newest day'
      }
    >
      {error || day === undefined ? <Pending error={error} text="Reading the checks" /> : null}
      {day === null ? <p className={page['sub']}>No delivery has been checked yet.</p> : null}
      {day ? <Decide key={day.ds} day={day} disabled={busy} /> : null}
      {told.length > 0 ? <ChecksTable checks={told} label="Checks that failed" /> : null}
      {quiet.length > 0 ? (
        <details className={css['quiet']}>
          <summary>
            {plural(passed, 'check')} passed
            {quiet.length > passed ? `, ${countText(quiet.length - passed)} not run` : ''}
          </summary>
          <ChecksTable checks={quiet} label="Checks that did not fail" />
        </details>
      ) : null}
      {day && day.tests.length > 0 ? <TestsList tests={day.tests} /> : null}
    </Section>
  );
}

function ChecksTable({
  checks,
  label,
}: {
  readonly checks: readonly CheckResult[];
  readonly label: string;
}) {
  return (
    <table className={`${page['table']} ${css['table']}`} aria-label={label}>
      <TableHead names={['Check', 'Result', 'Found', 'Expected', 'What to do']} />
      <tbody>
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </tbody>
    </table>
  );
}

function CheckRow({ check }: { readonly check: CheckResult }) {
  const grade = gradeOf(check);
  const [glyph, word] = GRADES[grade];
  return (
    <tr>
      <th scope="row">{check.title}</th>
      <td className={`${css['grade']} ${css[grade]}`}>
        <span aria-hidden>{glyph}</span> {word}
        {check.firstFailed ? (
          <span className={css['since']}>since {dateText(check.firstFailed)}</span>
        ) : null}
      </td>
      <td>
        {check.observed}
        {check.samples.length > 0 ? (
          <details>
            <summary>{plural(check.samples.length, 'example')}</summary>
            <ul className={css['samples']}>
              {check.samples.map((sample, i) => (
                <li key={i}>{samplePlace(sample)}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </td>
      <td>{check.expected}</td>
      <td>{grade === 'passes' ? '' : `${check.runbook} (${check.owner})`}</td>
    </tr>
  );
}

/** What the data team says of its own tests; a link is shown as text, because it opens nothing on a plane. */
function TestsList({ tests }: { readonly tests: readonly DataTest[] }) {
  return (
    <details className={css['quiet']}>
      <summary>{plural(tests.length, 'test')} of the data team</summary>
      <ul className={css['samples']}>
        {tests.map((test) => (
          <li key={test.id}>
            {test.id}: {test.status}
            {test.failing_rows ? `, ${plural(test.failing_rows, 'row')}` : ''}
            {test.owner ? ` (${test.owner})` : ''} {test.runbook ?? ''}
          </li>
        ))}
      </ul>
    </details>
  );
}
