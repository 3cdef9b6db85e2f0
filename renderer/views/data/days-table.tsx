import type { DayStatus } from '../../../shared/contracts/sync.ts';
import { useDays } from '../../api/queries.ts';
import { countText, dateText, proseDays, timeText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
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
      {error || !data ? <Pending error={error} text="Reading the days" /> : null}
      {data?.length === 0 ? <p className={page['sub']}>No delivery has been read yet.</p> : null}
      {data && data.length > 0 ? (
        <div className={css['days']} tabIndex={0} role="region" aria-label="Table of days">
          <table className={page['table']}>
            <TableHead
              names={['Day', 'Status', 'Rows', 'Set aside', 'Run', 'Read here', 'Reason']}
              numbers={['Rows', 'Set aside']}
            />
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
