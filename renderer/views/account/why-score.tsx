import { Link } from '@tanstack/react-router';
import type { AccountDetail } from '../../../shared/domain/account.ts';
import type { AccountEvidence, AccountPart } from '../../../shared/domain/account-evidence.ts';
import { decimalText, percentText, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { nameWords } from '../../components/words.ts';
import { PeersStrip } from './peers-strip.tsx';
import css from './why-score.module.css';

/** The account's adoption as the sum of its parts over the offices, and at which office most of each is missing. */
export function WhyScore({
  account,
  evidence,
}: {
  readonly account: AccountDetail;
  readonly evidence: AccountEvidence;
}) {
  const { parts, peers } = evidence;
  if (parts.length === 0 || account.adoption === null) return null;
  const companyId = account.company_id;
  const weighted =
    account.roll_up?.weighted_by === 'arr' ? 'weighted by ARR' : 'each counting alike';
  return (
    <Section
      title="Why this score"
      note={`adoption ${decimalText(account.adoption)} of 100: the parts of its offices, ${weighted}; they sum to it`}
    >
      <table className={`${page['table']} ${css['table']}`}>
        <thead className="sr">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Points</th>
            <th scope="col">Where most is missing</th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(parts).map(({ part, from }) => (
            <tr key={part.code}>
              <th scope="row">{nameWords(part.code)}</th>
              <td className={page['num']}>
                <span className={css['amount']}>
                  <span className={css['fall']} aria-hidden>
                    <i
                      className={css['most']}
                      style={{ insetInlineStart: `${from}%`, width: `${part.most}%` }}
                    />
                    <i
                      className={css['own']}
                      style={{ insetInlineStart: `${from}%`, width: `${part.points}%` }}
                    />
                  </span>
                  <span>
                    {decimalText(part.points)} / {decimalText(part.most, 0)}
                  </span>
                </span>
              </td>
              <td>
                {part.shortest ? (
                  <>
                    {percentText(part.shortest.share)} of what is missing at{' '}
                    <Link
                      to="/office/$companyId/$locationId"
                      params={{ companyId, locationId: part.shortest.location_id }}
                    >
                      {part.shortest.location_name}
                    </Link>
                    : {proseDays(part.shortest.text)}
                  </>
                ) : (
                  <span className={page['quiet']}>Nothing is missing.</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Sum</th>
            <td className={page['num']}>{decimalText(account.adoption)} / 100</td>
            <td />
          </tr>
        </tfoot>
      </table>
      {peers ? <PeersStrip peers={peers} /> : null}
    </Section>
  );
}

/** Each part starts where the points of the parts before it end. */
function stepsOf(parts: readonly AccountPart[]): { part: AccountPart; from: number }[] {
  let from = 0;
  return parts.map((part) => {
    const step = { part, from };
    from += part.points;
    return step;
  });
}
