import { COMMAND_GROUPS, COMMAND_IDS, commandOf } from '../../shared/domain/commands.ts';
import { KeyCaps } from './key-caps.tsx';
import css from './shortcut-list.module.css';

/** Every key of the app and what it does, by group. */
export function ShortcutList() {
  return (
    <div className={css['groups']}>
      {COMMAND_GROUPS.map((group) => {
        const ids = COMMAND_IDS.filter((id) => {
          const command = commandOf(id);
          return command.group === group && command.keys.length > 0;
        });
        return ids.length === 0 ? null : (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {ids.map((id) => (
                <div key={id}>
                  <dt>
                    {commandOf(id).keys.map((stroke) => (
                      <span key={stroke} className={css['stroke']}>
                        <KeyCaps stroke={stroke} />
                      </span>
                    ))}
                  </dt>
                  <dd>{commandOf(id).title}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
