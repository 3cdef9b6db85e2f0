import css from './shortcut-list.module.css';
import { SHORTCUTS } from './shortcuts.ts';

/** Every key of the app and what it does, by group. */
export function ShortcutList() {
  return (
    <div className={css['groups']}>
      {SHORTCUTS.map(({ name, keys }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <dl>
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  {key.split(' ').map((each) => (
                    <kbd key={each}>{each}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
