import { Link } from '@tanstack/react-router';
import type { AccountEvidence, Mover } from '../../../shared/domain/account-evidence.ts';
import { changeText, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import css from './movers.module.css';

/** The offices whose use rose or fell beyond doubt, each with its reason. */
export function Movers({
  companyId,
  evidence: { up, down },
}: {
  readonly companyId: string;
  readonly evidence: AccountEvidence;
}) {
  return (
    <Section
      title="Movers"
      note="use of the last 4 weeks against the calendar; only where the likely range lies on one side"
    >
      {up.length + down.length === 0 ? (
        <p className={page['sub']}>No office moved further than chance would move it.</p>
      ) : (
        <div className={page['two']}>
          <List title="Down" glyph="▼" movers={down} companyId={companyId} />
          <List title="Up" glyph="▲" movers={up} companyId={companyId} />
        </div>
      )}
    </Section>
  );
}

function List({
  title,
  glyph,
  movers,
  companyId,
}: {
  readonly title: string;
  readonly glyph: string;
  readonly movers: readonly Mover[];
  readonly companyId: string;
}) {
  return (
    <div>
      <h3 className={css['title']}>
        <span aria-hidden>{glyph}</span> {title}
      </h3>
      {movers.length === 0 ? (
        <p className={page['sub']}>None.</p>
      ) : (
        <ul className={css['list']}>
          {movers.map(({ location_id: locationId, location_name: name, change, text }) => (
            <li key={locationId}>
              <span className={css['change']}>{changeText(change)}</span>
              <span>
                <Link to="/office/$companyId/$locationId" params={{ companyId, locationId }}>
                  {name}
                </Link>
                <span className={css['text']}> {proseDays(text)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
