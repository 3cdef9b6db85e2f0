import { problemOf } from '../../../shared/contracts/problem.ts';
import type { DayStatus } from '../../../shared/contracts/sync.ts';
import { useDays } from '../../api/queries.ts';
import { countText, dateText, proseDays, timeText } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import page from '../../components/page.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Section } from '../../components/section.tsx';
import css from './data.module.css';

const WORDS: Readonly<Record<DayStatus, readonly [string, string]>> = {
  published: ['●', 'Published'],
  unchanged: ['○', 'Unchanged'],
  held: ['◆', 'Held'],
  failed: ['▲', 'Failed'],
};

/** The newest deliveries, what became of each, and why. */
export function DaysTable({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (ds: string) => void;
}) {
  const { data, error } = useDays(60);
  return (
    <Section fill title="Days" note="the newest 60 deliveries">
      {error ? <ProblemNote problem={problemOf(error)} /> : null}
      {!data && !error ? <Loading text="Reading the days" /> : null}
      {data?.length === 0 ? <p className={page['sub']}>No delivery has been read yet.</p> : null}
      {data && data.length > 0 ? (
        <div className={css['days']} tabIndex={0} role="region" aria-label="Table of days">
          <table className={page['table']}>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Status</th>
                <th scope="col" className={page['num']}>
                  Rows
                </th>
                <th scope="col" className={page['num']}>
                  Set aside
                </th>
                <th scope="col">Run</th>
                <th scope="col">Read here</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {data.map((day) => (
                <tr
                  key={`${day.ds}/${day.run_id}/${day.at}`}
                  className={day.ds === chosen ? css['chosen'] : undefined}
                >
                  <th scope="row">
                    <button
                      type="button"
                      className={css['row']}
                      aria-pressed={day.ds === chosen}
                      title="Show its checks and the rows set aside"
                      onClick={() => onChoose(day.ds)}
                    >
                      {dateText(day.ds)}
                    </button>
                  </th>
                  <td>
                    <Status status={day.status} />
                  </td>
                  <td className={page['num']}>{countText(day.rows)}</td>
                  <td className={page['num']}>{countText(day.rejected)}</td>
                  <td className={css['mono']}>{day.run_id}</td>
                  <td>{timeText(day.at)}</td>
                  <td>{proseDays(day.reason ?? '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  );
}

function Status({ status }: { readonly status: DayStatus }) {
  const [glyph, word] = WORDS[status];
  const bad = status === 'held' || status === 'failed';
  return (
    <span className={`${css['status']} ${bad ? css['bad'] : ''}`}>
      <span aria-hidden>{glyph}</span> {word}
    </span>
  );
}
