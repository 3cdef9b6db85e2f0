import type { HealthCheck, RunDetail } from '../../../shared/contracts/health.ts';
import type { DataTest } from '../../../shared/contracts/sync.ts';
import { countText, dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { gradeOf, inOrder, samplePlace, screenText, type Grade } from './checks.ts';
import css from './checks-panel.module.css';
import { TrendBand } from './trend-band.tsx';

const GRADES: Readonly<Record<Grade, readonly [string, string]>> = {
  holds: ['▲', 'Holds the day'],
  warns: ['◆', 'Warning'],
  not_run: ['○', 'Not run'],
  passes: ['●', 'Passed'],
};

/** What was checked before a day was published, what was found, and what the data team's own tests say. */
export function ChecksPanel({ run }: { readonly run: RunDetail }) {
  const checks = inOrder(run.checks);
  const told = checks.filter((check) => check.status === 'fail');
  const quiet = checks.filter((check) => check.status !== 'fail');
  const passed = quiet.filter((check) => check.status === 'pass').length;
  // A day from before outcomes were kept has none: that is no failure and no pass.
  const none = checks.every((check) => check.status === 'not_run');
  return (
    <Section
      title="Checks"
      note={none ? null : told.length === 0 ? 'nothing failed' : `${countText(told.length)} failed`}
    >
      {none ? (
        <p className={page['sub']}>
          No outcome is kept of this day: its delivery was not checked, or before checks were kept.
        </p>
      ) : null}
      {told.length > 0 ? (
        <ChecksTable
          checks={told}
          label="Checks that failed"
          letThrough={run.status === 'published'}
        />
      ) : null}
      {quiet.length > 0 && !none ? (
        <details className={css['quiet']}>
          <summary>
            {plural(passed, 'check')} passed
            {quiet.length > passed ? `, ${countText(quiet.length - passed)} not run` : ''}
          </summary>
          <ChecksTable checks={quiet} label="Checks that did not fail" />
        </details>
      ) : null}
      <TestsTable tests={run.tests} />
    </Section>
  );
}

function ChecksTable({
  checks,
  label,
  letThrough = false,
}: {
  readonly checks: readonly HealthCheck[];
  readonly label: string;
  /** The day was published although a check holds it. */
  readonly letThrough?: boolean;
}) {
  return (
    <table className={`${page['table']} ${css['table']}`} aria-label={label}>
      <TableHead names={['Check', 'Found', 'Expected', 'Last 14 days']} />
      <tbody>
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} letThrough={letThrough} />
        ))}
      </tbody>
    </table>
  );
}

/** So many show what is wrong. */
const EXAMPLES = 8;
/** A list of findings is read by its beginning; the rest opens. */
const LONG = 120;

function CheckRow({
  check,
  letThrough,
}: {
  readonly check: HealthCheck;
  readonly letThrough: boolean;
}) {
  const grade = gradeOf(check);
  const [glyph, word] = GRADES[grade];
  const failed = check.status === 'fail';
  return (
    <tr>
      <th scope="row">
        <span className={`${css['grade']} ${css[grade]}`}>
          <span aria-hidden>{glyph}</span> {grade === 'holds' && letThrough ? 'Let through' : word}
        </span>
        {check.title}
        {check.firstFailed ? (
          <span className={css['since']}>since {dateText(check.firstFailed)}</span>
        ) : null}
      </th>
      <td>
        <Observed text={screenText(check.observed)} />
        <div className={css['toggles']}>
          {check.samples.length > 0 ? (
            <details>
              <summary>{plural(check.samples.length, 'example')}</summary>
              <ul className={css['samples']}>
                {check.samples.slice(0, EXAMPLES).map((sample, i) => (
                  <li key={i}>{samplePlace(sample)}</li>
                ))}
                {check.samples.length > EXAMPLES ? (
                  <li>and {countText(check.samples.length - EXAMPLES)} more</li>
                ) : null}
              </ul>
            </details>
          ) : null}
          {failed ? (
            <details>
              <summary>What to do</summary>
              <p className={css['runbook']}>
                {check.runbook} Owner: {check.owner}.
              </p>
            </details>
          ) : null}
        </div>
      </td>
      <td>{screenText(check.expected)}</td>
      <td>
        <TrendBand trend={check.trend} />
      </td>
    </tr>
  );
}

function Observed({ text }: { readonly text: string }) {
  if (text.length <= LONG) return text;
  const cut = text.lastIndexOf(' ', LONG);
  return (
    <details className={css['long']}>
      <summary>
        {text.slice(0, cut)} <span className={css['more']}>…</span>
      </summary>
      {text.slice(cut + 1)}
    </details>
  );
}

const TEST_SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  pass: ['●', 'Passed'],
  fail: ['▲', 'Failed'],
  warn: ['◆', 'Warning'],
};

/** What the data team says of its own tests; a link is shown as text, because it opens nothing on a plane. */
function TestsTable({ tests }: { readonly tests: readonly DataTest[] }) {
  if (tests.length === 0)
    return <p className={css['none']}>The delivery reports no tests of the data team.</p>;
  const bad = tests.filter((test) => test.status !== 'pass').length;
  return (
    <details className={css['quiet']} open={bad > 0}>
      <summary>
        {plural(tests.length, 'test')} of the data team,{' '}
        {bad === 0 ? 'all passed' : `${countText(bad)} did not pass`}
      </summary>
      <table className={page['table']} aria-label="Tests of the data team">
        <TableHead names={['Test', 'Result', 'Rows', 'Owner', 'Runbook']} numbers={['Rows']} />
        <tbody>
          {tests.map((test) => {
            const [glyph, word] = TEST_SIGNS[test.status] ?? ['○', test.status];
            return (
              <tr key={test.id}>
                <th scope="row" className={css['mono']}>
                  {test.id}
                </th>
                <td
                  className={`${css['result']} ${test.status === 'pass' ? css['passes'] : css['holds']}`}
                >
                  <span aria-hidden>{glyph}</span> {word}
                </td>
                <td className={page['num']}>{countText(test.failing_rows)}</td>
                <td>{test.owner ?? '·'}</td>
                <td className={css['url']}>{test.runbook ?? '·'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
