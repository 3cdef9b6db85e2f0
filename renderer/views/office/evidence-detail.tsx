import { Link } from '@tanstack/react-router';
import type { Evidence, OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { countText, dateText, plural, shortDateText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import css from './evidence.module.css';
import { factText } from './fact-text.ts';

/** The facts behind one part or term: each beside the peers’ median, the days they were counted from, and the way there. */
export function EvidenceDetail({
  office,
  evidence,
  of,
}: {
  readonly office: OfficeDetail;
  readonly evidence: OfficeEvidence | undefined;
  readonly of: Evidence | undefined;
}) {
  if (!evidence || !of) return <p className={css['line']}>Reading the facts.</p>;
  const { peers } = evidence;
  return (
    <div className={css['detail']}>
      <p className={css['line']}>{of.how}</p>
      {evidence.kept ? (
        <table className={`${page['table']} ${css['facts']}`}>
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col" className={page['num']}>
                This office
              </th>
              <th scope="col" className={page['num']}>
                {peers ? `Median of ${countText(peers.n)} peers` : 'No peers to compare'}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.facts.map(({ name, unit, value, peers: others }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={page['num']}>{factText(value, unit)}</td>
                <td className={page['num']}>{peers ? factText(others, unit) : '·'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={css['line']}>The facts of an office without a score of today are not kept.</p>
      )}
      <Source office={office} of={of} />
    </div>
  );
}

const CLOCKS: Readonly<Record<Evidence['source'], string>> = {
  usage: 'Usage',
  support: 'Support',
  billing: 'Billing',
  crm: 'CRM',
};

/** Where the facts come from: days of the history, columns of the newest row, and how old their source is. */
function Source({ office, of }: { readonly office: OfficeDetail; readonly of: Evidence }) {
  const { days, columns, source } = of;
  const asOf = office.attributes[`${source}_as_of`];
  const params = { companyId: office.company_id, locationId: office.location_id };
  return (
    <p className={css['line']}>
      {days ? (
        <>
          {countText(days.delivered)} of {plural(spanOf(days), 'day')} delivered,{' '}
          {shortDateText(days.from)} to {dateText(days.to)}.{' '}
          <Link
            to="/office/$companyId/$locationId"
            params={params}
            search={{
              tab: 'facts',
              measures: days.measures.join(','),
              from: days.from,
              to: days.to,
            }}
          >
            Show the days
          </Link>
          .{' '}
        </>
      ) : null}
      {columns.length > 0 ? (
        <>
          {days ? 'Also from' : 'From'} {columns.join(', ')} of the{' '}
          <Link to="/office/$companyId/$locationId" params={params} search={{ tab: 'facts' }}>
            newest row
          </Link>
          .{' '}
        </>
      ) : null}
      {typeof asOf === 'string' ? `${CLOCKS[source]} data of ${dateText(asOf)}.` : null}
    </p>
  );
}

const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
