import type { MeasureCoverage } from '../../../shared/contracts/health.ts';
import { useCoverage } from '../../api/health.ts';
import { countText, dateText, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { byNeed, measureName } from './coverage.ts';
import css from './coverage-panel.module.css';

/** How much of the newest day is known, and how far back, measure by measure. */
export function CoveragePanel() {
  const { data } = useCoverage();
  if (!data) return null;
  const { gone, partial, full } = byNeed(data.measures);
  return (
    <Section
      title="Coverage"
      note={`share of ${countText(data.offices)} offices with a value on ${dateText(data.ds)}`}
    >
      {gone.map(({ why, measures }) => (
        <div key={why} className={css['gone']}>
          <h3>
            <span aria-hidden>◐</span> {capital(proseDays(why))}
          </h3>
          <Measures measures={measures} label={why} />
        </div>
      ))}
      {partial.length > 0 ? (
        <details className={css['more']} open={gone.length === 0 && partial.length <= 12}>
          <summary>{countText(partial.length)} known of some offices only</summary>
          <Measures measures={partial} label="Measures known of some offices" />
        </details>
      ) : null}
      <details className={css['more']}>
        <summary>{countText(full.length)} known of every office</summary>
        <Measures measures={full} label="Measures known of every office" />
      </details>
    </Section>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Measures({
  measures,
  label,
}: {
  readonly measures: readonly MeasureCoverage[];
  readonly label: string;
}) {
  return (
    <table className={`${page['table']} ${css['table']}`} aria-label={label}>
      <TableHead
        names={['Measure', 'Offices', 'Days', 'First day']}
        numbers={['Offices', 'Days']}
      />
      <tbody>
        {measures.map((measure) => (
          <tr key={measure.column}>
            <th scope="row">{measureName(measure.column)}</th>
            <td className={page['num']}>
              <ShareBar share={measure.share} label={measure.column} />
            </td>
            <td className={page['num']}>{countText(measure.days)}</td>
            <td>{dateText(measure.first)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
