import type { ModelSays } from '../../../shared/contracts/models.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { useModelsOfOffice } from '../../api/evidence.ts';
import {
  dateText,
  decimalText,
  oddsText,
  percentText,
  signedText,
} from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { BAND_WORDS, nameWords } from '../../components/words.ts';

const NAMED = 3;

/** What other models say of this office, beside our risk and never in it; nothing where there is none. */
export function ModelsBeside({ office }: { readonly office: OfficeDetail }) {
  const { company_id: companyId, location_id: locationId, risk } = office;
  const { data: models } = useModelsOfOffice({ companyId, locationId });
  const score = office.attributes['ml_churn_score'];
  const scoredOn = office.attributes['ml_scored_on'];
  const extract = typeof score === 'number' ? score : null;
  if ((!models || models.length === 0) && extract === null) return null;
  return (
    <Section title="What other models say" note="beside our risk, never blended into it">
      <table className={page['table']}>
        <TableHead
          names={['Model', 'Says', 'Within', 'Strongest reasons (attributions, not causes)']}
          numbers={[]}
        />
        <tbody>
          <tr>
            <th scope="row">Ours</th>
            <td>
              {risk
                ? `${BAND_WORDS[risk.band].glyph} ${BAND_WORDS[risk.band].word}, ${oddsText(risk.odds)} the book average`
                : 'no risk of today'}
            </td>
            <td>90 days</td>
            <td className={page['quiet']}>above, with every term</td>
          </tr>
          {models?.map((model) => (
            <tr key={model.id}>
              <th scope="row">{model.name}</th>
              <td>{percentText(model.probability)} chance of a notice</td>
              <td>{model.horizonDays} days</td>
              <td>{reasonsOf(model)}</td>
            </tr>
          ))}
          {extract === null ? null : (
            <tr>
              <th scope="row">The data team’s score, in the extract</th>
              <td>{decimalText(extract, 3)}</td>
              <td>not told</td>
              <td className={page['quiet']}>
                {typeof scoredOn === 'string' ? `of ${dateText(scoredOn)}` : 'no date'}; the extract
                gives no reasons
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Section>
  );
}

const reasonsOf = ({ attributions }: ModelSays): string =>
  attributions
    .slice(0, NAMED)
    .map(({ feature, attribution }) => `${nameWords(feature)} ${signedText(attribution)}`)
    .join(', ');
