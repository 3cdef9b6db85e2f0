import { Link, useParams } from '@tanstack/react-router';
import { useRecent } from '../palette/use-found.ts';
import css from './rail.module.css';

/** Rows in the rail; the palette has all that are kept. */
const SHOWN = 8;

/** The accounts and offices looked at last. */
export function RecentPlaces() {
  const recent = useRecent();
  const here = useParams({ strict: false });
  if (recent.length === 0) return null;
  return (
    <section className={css['recent']} aria-labelledby="recent-places">
      <h2 id="recent-places">Recent</h2>
      <ul>
        {recent
          .slice(0, SHOWN)
          .map(({ company_id: companyId, location_id: locationId, name, context }) => {
            if (companyId === null) return null;
            const current =
              here.companyId === companyId && (here.locationId ?? null) === locationId;
            const shared = {
              className: css['place'] ?? '',
              title: `${name}, ${context}`,
              ...(current ? ({ 'aria-current': 'page' } as const) : {}),
            };
            return (
              <li key={`${companyId}\u001f${locationId ?? ''}`}>
                {locationId === null ? (
                  <Link to="/account/$companyId" params={{ companyId }} {...shared}>
                    <bdi>{name}</bdi>
                  </Link>
                ) : (
                  <Link
                    to="/office/$companyId/$locationId"
                    params={{ companyId, locationId }}
                    {...shared}
                  >
                    <bdi>{name}</bdi>
                  </Link>
                )}
              </li>
            );
          })}
      </ul>
    </section>
  );
}
