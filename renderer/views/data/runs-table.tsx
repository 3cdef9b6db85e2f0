import type { RunDetail } from '../../../shared/contracts/health.ts';
import type { DayStatus } from '../../../shared/contracts/sync.ts';
import { countText, plural, timeText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { screenText } from './checks.ts';
import css from './runs-table.module.css';

const STATUS_WORDS: Readonly<Record<DayStatus, string>> = {
  published: 'Published',
  unchanged: 'Unchanged',
  held: 'Held',
  failed: 'Failed',
};

/** Every run of the day that was looked at, and what people decided about it. */
export function RunsTable({
  run,
  onRun,
}: {
  readonly run: RunDetail;
  readonly onRun: (runId: string) => void;
}) {
  const { runs, decisions } = run;
  const back = new Set(
    decisions.flatMap((d) => (d.kind === 'roll_back' && d.undoneAt === null ? [d.run_id] : [])),
  );
  return (
    <Section title="Runs and decisions" note={plural(runs.length, 'run')}>
      <table className={page['table']} aria-label="Runs of the day">
        <TableHead
          names={['Run', 'Outcome', 'Rows', 'Set aside', 'Read here', 'Note']}
          numbers={['Rows', 'Set aside']}
        />
        <tbody>
          {runs.map((each) => (
            <tr
              key={each.run_id}
              className={each.run_id === run.run_id ? css['chosen'] : undefined}
            >
              <th scope="row" className={css['run']}>
                {runs.length === 1 ? (
                  each.run_id
                ) : (
                  <button
                    type="button"
                    aria-pressed={each.run_id === run.run_id}
                    onClick={() => onRun(each.run_id)}
                  >
                    {each.run_id}
                  </button>
                )}
              </th>
              <td className={css['outcome']}>
                {back.has(each.run_id) ? 'Rolled back' : STATUS_WORDS[each.status]}
                {each.onScreens ? <span>on the screens</span> : null}
              </td>
              <td className={page['num']}>{countText(each.rows)}</td>
              <td className={page['num']}>{countText(each.rejected)}</td>
              <td className={css['outcome']}>{timeText(each.at)}</td>
              <td>{each.run_id === run.run_id ? '' : screenText(each.reason ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {decisions.length > 0 ? (
        <ul className={css['decisions']} aria-label="Decisions">
          {decisions.map((decision) => (
            <li key={`${decision.at}/${decision.kind}`}>
              {decision.kind === 'roll_back' ? 'Rolled back' : 'Published anyway'} by {decision.by},{' '}
              {timeText(decision.at)}: {decision.reason}
              {decision.undoneAt ? (
                <span>
                  {' '}
                  Undone by {decision.undoneBy}, {timeText(decision.undoneAt)}.
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
