import type { OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import type { Part } from '../../../shared/domain/score.ts';
import { countText, decimalText, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { confidenceWord, nameWords } from '../../components/words.ts';
import { EvidenceRow } from './evidence-row.tsx';
import css from './office.module.css';

interface Props {
  readonly office: OfficeDetail;
  /** Undefined until it is read: the parts stand without it. */
  readonly evidence: OfficeEvidence | undefined;
}

/** The adoption score as the sum of its parts: how many of its possible points each part gives, and the facts behind it. */
export function AdoptionPanel({ office, evidence }: Props) {
  const { adoption, peers } = office;
  if (!adoption) {
    return (
      <Section title="Adoption">
        <p className={page['sub']}>No adoption score is shown: {proseDays(office.state_text)}</p>
      </Section>
    );
  }
  const widest = Math.max(...adoption.parts.map((part) => part.weight), 0.01);
  return (
    <Section
      title="Adoption"
      note={`${decimalText(adoption.score)} of 100; 80% between ${decimalText(adoption.low, 0)} and ${decimalText(adoption.high, 0)}; confidence ${confidenceWord(adoption.confidence)}`}
    >
      <table className={`${page['table']} ${css['parts']}`}>
        <thead className="sr">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Points</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {adoption.parts.map((part) => (
            <PartRow
              key={part.code}
              part={part}
              widest={widest}
              office={office}
              evidence={evidence}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Sum</th>
            <td className={page['num']}>{decimalText(adoption.score)} / 100</td>
            <td>
              {peers
                ? `Median of ${countText(peers.n)} similar offices: ${decimalText(peers.medianAdoption, 0)}`
                : 'Too few similar offices to compare with'}
            </td>
          </tr>
        </tfoot>
      </table>
      {peers ? (
        <p className={css['peers']}>
          Similar:{' '}
          {peers.sharing.length > 0 ? `same ${peers.sharing.join(', ')}` : 'the whole book'};{' '}
          {countText(peers.n)} offices of {countText(peers.companies)} other companies
        </p>
      ) : null}
    </Section>
  );
}

function PartRow({
  part,
  widest,
  office,
  evidence,
}: Props & { readonly part: Part; readonly widest: number }) {
  const most = part.weight * 100;
  const known = part.score !== null;
  return (
    <EvidenceRow
      name={nameWords(part.code)}
      office={office}
      evidence={evidence}
      of={evidence?.parts.find(({ code }) => code === part.code)}
    >
      <td className={page['num']}>
        <span className={css['amountOf']}>
          <span
            className={`${css['track']} ${known ? '' : css['hatch']}`}
            style={{ width: `${(72 * part.weight) / widest}px` }}
            aria-hidden
          >
            {known ? (
              <i style={{ width: `${most > 0 ? (100 * part.points) / most : 0}%` }} />
            ) : null}
          </span>
          <span>
            {decimalText(part.points)} / {decimalText(most, 0)}
          </span>
        </span>
      </td>
      <td className={known ? undefined : page['quiet']}>
        {proseDays(part.text)}
        {known ? '' : ' (not available, counted as neutral)'}
      </td>
    </EvidenceRow>
  );
}
