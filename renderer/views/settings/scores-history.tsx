import type { AppliedProfile } from '../../../shared/domain/score-profile.ts';
import { undoProfile } from '../../api/score-settings.ts';
import { Button } from '../../components/button.tsx';
import { timeText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { apply } from './changes.ts';
import css from './scores.module.css';
import settings from './settings.module.css';

const WHAT: Readonly<Record<AppliedProfile['what'], string>> = {
  apply: 'Applied',
  reset: 'Published values',
  undo: 'Taken back',
};

/** What was set about the scores on this computer, newest first. */
export function ScoresHistory({
  history,
  running,
}: {
  readonly history: readonly AppliedProfile[];
  readonly running: boolean;
}) {
  return (
    <section aria-label="History of these settings">
      <h3 className={settings['sub']}>History</h3>
      {history.length === 0 ? (
        <p className={settings['note']}>Nothing was changed yet: the scorecard as published.</p>
      ) : (
        <>
          <table className={page['table']}>
            <TableHead names={['When', 'Who', 'What', 'Reason', 'Changes', 'Version']} />
            <tbody>
              {history.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row" className={css['when']}>
                    {timeText(entry.at)}
                  </th>
                  <td>{entry.by}</td>
                  <td>{WHAT[entry.what]}</td>
                  <td>{entry.reason}</td>
                  <td>
                    <ul className={css['changes']}>
                      {entry.changes.map((text) => (
                        <li key={text}>{text}</li>
                      ))}
                    </ul>
                  </td>
                  <td>
                    <code>{entry.version}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={css['back']}>
            <Button
              disabled={running}
              onClick={() =>
                void apply('Taken back; the book is scored as before.', undoProfile, undoProfile)
              }
            >
              Take the newest back
            </Button>
          </p>
        </>
      )}
    </section>
  );
}
