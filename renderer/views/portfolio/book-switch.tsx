import { useCsms } from '../../api/csms.ts';
import { saveSettings } from '../../api/settings.ts';
import { plural } from '../../components/format.ts';
import { Choice } from '../../components/choice.tsx';
import css from './portfolio.module.css';
import { useBook } from './use-book.ts';

const BOOKS = [
  ['mine', 'My book'],
  ['all', 'All'],
] as const;

/** My book or all of it; "my" needs to know who "me" is, once. */
export function BookSwitch() {
  const { mine, me } = useBook();
  const csms = useCsms();
  return (
    <div className={css['book']}>
      {mine ? (
        <select
          aria-label="Whose book"
          value={me ?? ''}
          onChange={(event) => void saveSettings({ myCsm: event.target.value || null })}
        >
          <option value="">Choose your name</option>
          {csms.map((csm) => (
            <option key={csm.email} value={csm.email}>
              {csm.name}, {plural(csm.offices, 'office')}
            </option>
          ))}
        </select>
      ) : null}
      <Choice
        label="Book"
        value={mine ? 'mine' : 'all'}
        onChange={(book) => void saveSettings({ book })}
        options={BOOKS}
      />
    </div>
  );
}
