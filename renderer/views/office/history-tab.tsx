import type { RestatedValue } from '../../../shared/domain/change.ts';
import type { KeptScore, OfficeEvidence } from '../../../shared/domain/evidence.ts';
import { useOfficeChanges } from '../../api/evidence.ts';
import {
  countText,
  dateText,
  decimalText,
  plural,
  proseDays,
  signedText,
} from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { confidenceWord, nameWords, STATE_WORDS } from '../../components/words.ts';

/** The scores of this office over time, what moved them, and which past values were corrected. */
export function HistoryTab({
  companyId,
  locationId,
  evidence,
}: {
  readonly companyId: string;
  readonly locationId: string;
  readonly evidence: OfficeEvidence | undefined;
}) {
  const { data, error } = useOfficeChanges({ companyId, locationId });
  if (!data || !evidence) return <Pending error={error} text="Reading the history" />;
  return (
    <>
      <Scores scores={evidence.scores} />
      <Section title="Large moves" note="ten points of adoption, or another band of risk">
        {data.moves.length === 0 ? (
          <p className={page['sub']}>No score of this office moved far since scores are kept.</p>
        ) : (
          <ul className={page['sub']}>
            {data.moves.map((move) => (
              <li key={`${move.what} ${move.ds} ${move.text}`}>{proseDays(move.text)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Restated values={data.restated} total={data.restatedTotal} />
    </>
  );
}

function Scores({ scores }: { readonly scores: readonly KeptScore[] }) {
  const numbers = ['Adoption', 'Risk, log-odds'];
  return (
    <Section
      title="Scores"
      note="kept once in four weeks, from the first scoring on this computer; newest first"
    >
      {scores.length === 0 ? (
        <p className={page['sub']}>No score of this office is kept yet.</p>
      ) : (
        <table className={page['table']}>
          <TableHead
            names={['Day', 'State', 'Adoption', 'Confidence', 'Risk, log-odds', 'Settings']}
            numbers={numbers}
          />
          <tbody>
            {scores
              .map((score, at) => ({ score, before: scores[at - 1] }))
              .toReversed()
              .map(({ score, before }) => (
                <tr key={score.ds}>
                  <th scope="row">{dateText(score.ds)}</th>
                  <td>{STATE_WORDS[score.state].words}</td>
                  <td className={page['num']}>{decimalText(score.adoption)}</td>
                  <td>{score.confidence === null ? '·' : confidenceWord(score.confidence)}</td>
                  <td className={page['num']}>{signedText(score.logit)}</td>
                  <td className={page['quiet']}>
                    {score.settings}
                    {before && before.settings !== score.settings
                      ? ` (changed, was ${before.settings}: not comparable with the rows below)`
                      : ''}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Restated({
  values,
  total,
}: {
  readonly values: readonly RestatedValue[];
  readonly total: number;
}) {
  const note =
    total > values.length
      ? `${countText(values.length)} of ${countText(total)} kept, newest first`
      : `${plural(total, 'value')} that a later run says differently`;
  return (
    <Section title="Corrected values" note={total === 0 ? null : note}>
      {values.length === 0 ? (
        <p className={page['sub']}>No past value of this office was corrected.</p>
      ) : (
        <table className={page['table']}>
          <TableHead names={['Day', 'Column', 'Was', 'Is', 'Run']} numbers={['Was', 'Is']} />
          <tbody>
            {values.map((value) => (
              <tr key={`${value.ds} ${value.column} ${value.run_id}`}>
                <th scope="row">{dateText(value.ds)}</th>
                <td>
                  {value.column === 'row' ? 'the whole row' : nameWords(value.column)}
                  {value.location_id === null ? ' (of the account)' : ''}
                </td>
                <td className={page['num']}>{valueText(value, value.old)}</td>
                <td className={page['num']}>{valueText(value, value.new)}</td>
                <td className={page['quiet']}>
                  {value.run_id}, before {value.replaced_run_id}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function valueText({ column }: RestatedValue, value: number | string | null): string {
  if (column === 'row') return value === null ? 'not there' : 'there';
  if (value === null) return 'unknown';
  return typeof value === 'number' ? countText(value) : value;
}
