import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OfficeEvidence, Sister } from '../../../shared/domain/evidence.ts';
import { AdoptionChip, RiskCell, Unknown } from '../../components/cells/cells.tsx';
import { Sparkline } from '../../components/cells/sparkline.tsx';
import { countText, percentText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import css from './sisters.module.css';

interface Line {
  readonly name: string;
  readonly cell: (office: Sister) => ReactNode;
  /** What is compared for the mark of the best; absent where no value is better than another. */
  readonly value?: (office: Sister) => number | null;
}

const known = (value: number | null, text: (value: number) => string): ReactNode =>
  value === null ? <Unknown /> : text(value);

const LINES: readonly Line[] = [
  {
    name: 'Adoption',
    cell: ({ adoption }) => (adoption === null ? <Unknown /> : <AdoptionChip score={adoption} />),
    value: ({ adoption }) => adoption,
  },
  { name: 'Risk', cell: ({ band, odds, state }) => <RiskCell {...{ band, odds, state }} /> },
  { name: 'Employees', cell: ({ employees }) => known(employees, countText) },
  {
    name: 'Visitors, 28 d',
    cell: ({ visitors28 }) => known(visitors28, countText),
    value: ({ visitors28, employees }) =>
      visitors28 === null || !employees ? null : visitors28 / employees,
  },
  {
    name: 'Employees who hosted, 28 d',
    cell: ({ reach }) => known(reach, percentText),
    value: ({ reach }) => reach,
  },
  {
    name: 'Features used, of those on',
    cell: ({ featuresUsed, featuresEnabled }) =>
      featuresUsed === null || featuresEnabled === null ? (
        <Unknown />
      ) : (
        `${countText(featuresUsed)} / ${countText(featuresEnabled)}`
      ),
    value: ({ featuresUsed, featuresEnabled }) =>
      featuresUsed === null || !featuresEnabled ? null : featuresUsed / featuresEnabled,
  },
  {
    name: 'Admin logins, 12 w',
    cell: ({ logins84 }) => known(logins84, countText),
    value: ({ logins84 }) => logins84,
  },
  { name: 'Visitors, 12 w', cell: ({ trend }) => <Sparkline trend={trend} /> },
];

/** This office beside the sister offices nearest in size that work best. */
export function Sisters({
  companyId,
  name,
  evidence,
}: {
  readonly companyId: string;
  readonly name: string;
  readonly evidence: OfficeEvidence;
}) {
  const { self, sisters, sisterCount } = evidence;
  const all = [self, ...sisters];
  return (
    <Section
      title="Sister offices"
      note={
        sisters.length === 0
          ? null
          : `nearest in size and best adoption first, of ${plural(sisterCount, 'other office')} of the account; ▲ marks the best, visitors by head`
      }
    >
      {sisters.length === 0 ? (
        <p className={page['sub']}>
          {sisterCount === 0
            ? 'The account has no other office to compare with.'
            : 'No other office of the account has a score to compare with.'}
        </p>
      ) : (
        <div className={page['scroll']}>
          <table className={`${page['table']} ${css['table']}`}>
            <thead>
              <tr>
                <td />
                <th scope="col">{name} (this one)</th>
                {sisters.map(({ location_id: locationId, location_name, city }) => (
                  <th key={locationId} scope="col">
                    <Link to="/office/$companyId/$locationId" params={{ companyId, locationId }}>
                      {location_name}
                    </Link>
                    {city && !location_name.includes(city) ? (
                      <span className={css['city']}> {city}</span>
                    ) : null}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {LINES.map((line) => {
                const best = bestOf(all, line);
                return (
                  <tr key={line.name}>
                    <th scope="row">{line.name}</th>
                    {all.map((office) => (
                      <td key={office.location_id}>
                        <span className={css['cell']}>
                          {line.cell(office)}
                          {office.location_id === best ? (
                            <span className={css['best']} title="best of these">
                              <span aria-hidden>▲</span>
                              <span className="sr">best</span>
                            </span>
                          ) : null}
                        </span>
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

/** The one that is above all others; null where two share it, or where better says nothing. */
function bestOf(all: readonly Sister[], { value }: Line): string | null {
  if (!value) return null;
  const ranked = all
    .flatMap((office) => {
      const of = value(office);
      return of === null ? [] : [{ id: office.location_id, of }];
    })
    .toSorted((a, b) => b.of - a.of);
  const [first, second] = ranked;
  return first && second && first.of > second.of ? first.id : null;
}
