import type { SourceFreshness } from '../../../shared/domain/freshness.ts';
import { timeText } from '../../components/format.ts';
import css from './data-chip.module.css';

const NAMES: Readonly<Record<SourceFreshness['source'], string>> = {
  usage: 'Usage',
  support: 'Support',
  billing: 'Billing',
  crm: 'CRM',
};
const MARKS: Readonly<Record<SourceFreshness['state'], readonly [string, string]>> = {
  fresh: ['●', 'fresh'],
  late: ['◐', 'read before that day had ended'],
  stale: ['▲', 'stale'],
  unknown: ['·', 'the delivery does not say'],
};

/** A clock for each source of the warehouse; a stale one says what cannot be said without it. */
export function SourceClocks({ sources }: { readonly sources: readonly SourceFreshness[] }) {
  return (
    <table className={css['sources']}>
      <caption className="sr">When the warehouse last read its sources</caption>
      <tbody>
        {sources.map(({ source, asOf, state, measures }) => {
          const [glyph, word] = MARKS[state];
          return (
            <tr key={source} data-state={state}>
              <th scope="row">{NAMES[source]} as of</th>
              <td>{asOf === null ? null : timeText(asOf)}</td>
              <td>
                <span aria-hidden>{glyph} </span>
                {word}
                {state === 'stale' ? <em>Not available: {measures}.</em> : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
