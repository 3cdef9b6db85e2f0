import type { LearnedCard } from '../../../shared/domain/learning.ts';
import { RUNG_NAMES } from '../../../shared/domain/learning.ts';
import { countText, dateText, decimalText, plural, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { BackTestTable } from './back-test-table.tsx';
import css from './models.module.css';

/** Of the many features, those that say most. */
const FEATURES = 8;

/** What a learned model is, how it fared in its back-test, and whether it may be put to use. */
export function ModelCard({ card }: { readonly card: LearnedCard }) {
  const { riskSet, backTest } = card;
  return (
    <>
      <p className={css['lead']}>
        {countText(riskSet.churned)} offices of {countText(riskSet.companies)} companies gave
        notice; learned from {countText(riskSet.rows)} rows of {countText(riskSet.offices)} offices,{' '}
        {riskSet.from === null ? '' : `${dateText(riskSet.from)} to ${dateText(riskSet.to ?? '')}`}.
        Judged by {countText(backTest.rows)} rows it had not seen, in{' '}
        {plural(backTest.blocks.length, 'block')} of 12 weeks; bounds are 95 % over companies.
      </p>
      {card.tried ? (
        <p className={css['lead']}>
          {RUNG_NAMES[card.tried.rung]} was tried and did not pass:{' '}
          {card.tried.checks
            .filter(({ passed }) => !passed)
            .map(({ found }) => found)
            .join('; ')}
          .
        </p>
      ) : null}
      <ul className={css['gate']} aria-label="What the back-test asks for">
        {card.checks.map(({ code, passed, found }) => (
          <li key={code} className={passed ? css['passed'] : css['missed']}>
            <span aria-hidden>{passed ? '✓' : '✗'}</span>
            <span>
              <span className="sr">{passed ? 'Passed: ' : 'Not passed: '}</span>
              {proseDays(found)}
            </span>
          </li>
        ))}
      </ul>
      <div className={css['tables']}>
        <BackTestTable card={card} />
        <div>
          <Calibration card={card} />
          <Features card={card} />
        </div>
      </div>
    </>
  );
}

/** A chance of a few percent says nothing without its tenths. */
const chance = (share: number): string => `${decimalText(100 * share)}%`;

/** Predicted against observed, in tenths of the judged rows. */
function Calibration({ card }: { readonly card: LearnedCard }) {
  const bins = card.backTest.candidate.reliability;
  if (bins.length === 0) return null;
  return (
    <table className={page['table']}>
      <caption className="sr">
        Calibration, in tenths of the judged rows by predicted chance
      </caption>
      <TableHead
        names={['Tenth by risk', 'Predicted', 'Observed', '95 %']}
        numbers={['Predicted', 'Observed', '95 %']}
      />
      <tbody>
        {bins.map(({ predicted, observed, low, high }, k) => (
          <tr key={`${k}`}>
            <th scope="row">{k + 1}</th>
            <td className={page['num']}>{chance(predicted)}</td>
            <td className={page['num']}>{chance(observed)}</td>
            <td className={page['num']}>
              <span className={css['bounds']}>
                {chance(low)} to {chance(high)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Features({ card }: { readonly card: LearnedCard }) {
  const features = card.features.slice(0, FEATURES);
  const most = Math.max(...features.map(({ strength }) => strength), 1e-9);
  if (features.length === 0) return null;
  // Corrections beside the scorecard are too small to be held to a direction.
  const directed = card.rung === 'ga2m';
  return (
    <table className={page['table']}>
      <caption className="sr">What it looks at most</caption>
      <TableHead
        names={directed ? ['Looks at', 'Risk as it rises', 'Strength'] : ['Looks at', 'Strength']}
      />
      <tbody>
        {features.map(({ name, words, sign, strength }) => (
          <tr key={name}>
            <th scope="row">{words}</th>
            {directed ? (
              <td className={page['quiet']}>
                {sign > 0 ? 'never falls' : sign < 0 ? 'never rises' : 'free'}
              </td>
            ) : null}
            <td title={`${strength.toFixed(2)} log-odds, standard deviation`}>
              <span className={css['strength']} style={{ width: `${(100 * strength) / most}%` }} />
              <span className="sr">{strength.toFixed(2)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
