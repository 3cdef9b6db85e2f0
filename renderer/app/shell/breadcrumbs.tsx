import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOffices, useStatus } from '../../api/queries.ts';
import css from './title-bar.module.css';

/** Where this screen stands: Portfolio / account / office. Names come from the table the portfolio has loaded. */
export function Breadcrumbs() {
  const path = useLocation({ select: (location) => location.pathname });
  const { companyId, locationId } = useParams({ strict: false });
  const names = useNames(companyId, locationId);
  const { data: status } = useStatus();
  const empty = status?.dataset.ds === null;
  const here = path.startsWith('/data')
    ? 'Data'
    : path.startsWith('/models')
      ? 'Models'
      : path.startsWith('/settings')
        ? 'Settings'
        : path.startsWith('/start')
          ? 'Choose a source'
          : empty
            ? 'Start'
            : null;
  return (
    <nav className={css['crumbs']} aria-label="Breadcrumbs">
      <ol>
        <li>
          {here ? (
            <span aria-current="page">{here}</span>
          ) : companyId === undefined ? (
            <span aria-current="page">Portfolio</span>
          ) : (
            <Link to="/portfolio/offices">Portfolio</Link>
          )}
        </li>
        {companyId === undefined ? null : (
          <li>
            {locationId === undefined ? (
              <span aria-current="page">{names.company ?? companyId}</span>
            ) : (
              <Link to="/account/$companyId" params={{ companyId }}>
                {names.company ?? companyId}
              </Link>
            )}
          </li>
        )}
        {locationId === undefined ? null : (
          <li>
            <span aria-current="page">{names.office ?? locationId}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function useNames(
  companyId: string | undefined,
  locationId: string | undefined,
): { readonly company: string | null; readonly office: string | null } {
  const rows = useOffices().data?.rows;
  return useMemo(() => {
    if (companyId === undefined) return { company: null, office: null };
    const row = rows?.find(
      (each) =>
        each.company_id === companyId &&
        (locationId === undefined || each.location_id === locationId),
    );
    return { company: row?.company_name ?? null, office: row?.location_name ?? null };
  }, [rows, companyId, locationId]);
}
