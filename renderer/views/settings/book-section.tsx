import { useCsms } from '../../api/csms.ts';
import { useStatus } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { Choice } from '../../components/choice.tsx';
import { countText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { change } from './changes.ts';
import { Row } from './row.tsx';
import css from './settings.module.css';

const BOOKS = [
  ['mine', 'My book'],
  ['all', 'All'],
] as const;

/** Whose offices come first: who I am among the CSMs of the extract, and whether I see mine or all. */
export function BookSection() {
  const { data: settings } = useSettings();
  const { data: status } = useStatus();
  const csms = useCsms();
  if (!settings || !status) return null;
  const { myCsm, book } = settings;
  const lost = myCsm !== null && csms.length > 0 && !csms.some(({ email }) => email === myCsm);
  return (
    <>
      <Row
        name="Show"
        note={
          book === 'mine' && myCsm === null
            ? 'Your book shows once you have chosen your name below.'
            : 'The same switch stands above the lists of offices and accounts.'
        }
      >
        <Choice
          label="Book"
          value={book}
          options={BOOKS}
          onChange={(next) =>
            change(
              settings,
              { book: next },
              next === 'mine' ? 'You see your book.' : 'You see all books.',
            )
          }
        />
      </Row>
      <h3 className={css['sub']}>I am</h3>
      {lost ? (
        <p className={css['note']}>
          {myCsm} is in no account of the newest day; choose your name again.
        </p>
      ) : null}
      {csms.length === 0 ? (
        <p className={css['note']}>The names come with the data: sync a delivery first.</p>
      ) : (
        <table className={`${page['table']} ${css['csms']}`}>
          <caption className="sr">CSMs in the data, {plural(csms.length, 'name')}</caption>
          <TableHead
            names={['Name', 'E-mail', 'Accounts', 'Offices']}
            numbers={['Accounts', 'Offices']}
          />
          <tbody>
            {csms.map(({ email, name, accounts, offices }) => (
              <tr key={email}>
                <th scope="row">
                  <label>
                    <input
                      type="radio"
                      name="my-csm"
                      checked={email === myCsm}
                      onChange={() => change(settings, { myCsm: email }, `You are ${name}.`)}
                    />
                    {name}
                  </label>
                </th>
                <td className={page['quiet']}>{email}</td>
                <td className={page['num']}>{countText(accounts)}</td>
                <td className={page['num']}>{countText(offices)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3 className={css['sub']}>Scores</h3>
      <p className={css['note']}>
        {status.dataset.scoreSettings === null
          ? 'No office is scored yet.'
          : `Scored with settings ${status.dataset.scoreSettings}: ${countText(status.dataset.scored)} of ${plural(status.dataset.offices, 'office')}. Thresholds are fixed when a book is first scored with enough history, so that bands do not move with the book; what counts how much is set under Scores.`}
      </p>
    </>
  );
}
