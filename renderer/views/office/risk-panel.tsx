import { useId, useState } from 'react';
import type { OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import type { Reason, Risk } from '../../../shared/domain/score.ts';
import { bandNote } from '../../../shared/scoring/band-note.ts';
import { topReasons } from '../../../shared/scoring/top-reasons.ts';
import { oddsText, percentText, proseDays, signedText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { BAND_WORDS } from '../../components/words.ts';
import { EvidenceDetail } from './evidence-detail.tsx';
import { EvidenceRow } from './evidence-row.tsx';
import evidenceCss from './evidence.module.css';
import css from './office.module.css';

interface Props {
  readonly office: OfficeDetail;
  /** Undefined until it is read: the reasons stand without it. */
  readonly evidence: OfficeEvidence | undefined;
}

/** Why the risk is what it is: what sets this office apart from its peers, and behind it every term with its points. */
export function RiskPanel({ office, evidence }: Props) {
  const { risk } = office;
  if (!risk) {
    return (
      <Section title="Risk">
        <p className={page['sub']}>No risk is shown: {proseDays(office.state_text)}</p>
      </Section>
    );
  }
  const top = topReasons(risk.reasons);
  const shown = [...top.risk, ...top.protective];
  const scale = Math.max(0.5, ...shown.map((reason) => Math.abs(reason.contribution)));
  const band = BAND_WORDS[risk.band];
  const unsettled = bandNote(risk);
  return (
    <Section
      title="Risk"
      note={
        <>
          {band.glyph} {band.word}, {oddsText(risk.odds)} the book average
          {risk.probability === null
            ? ''
            : `, ${percentText(risk.probability)} within 90 days by a model that passed its back-test`}
          ; bars show what differs from similar offices, in log-odds
        </>
      }
    >
      {unsettled === null ? null : <p className={page['sub']}>{unsettled}.</p>}
      {shown.length === 0 ? (
        <p className={page['sub']}>No term differs enough from similar offices to be named.</p>
      ) : (
        <ul className={css['bars']}>
          {shown.map((reason) => (
            <ReasonBar
              key={reason.code}
              reason={reason}
              scale={scale}
              office={office}
              evidence={evidence}
            />
          ))}
        </ul>
      )}
      <AllTerms risk={risk} office={office} evidence={evidence} />
    </Section>
  );
}

function ReasonBar({
  reason,
  scale,
  office,
  evidence,
}: Props & { readonly reason: Reason; readonly scale: number }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const share = (50 * Math.abs(reason.contribution)) / scale;
  const raises = reason.contribution > 0;
  return (
    <li className={css['bar']}>
      <span className={css['axis']} aria-hidden>
        <i
          className={raises ? css['raises'] : css['lowers']}
          style={{ width: `${share}%`, insetInlineStart: raises ? '50%' : `${50 - share}%` }}
        />
      </span>
      <span className={css['amount']}>{signedText(reason.contribution)}</span>
      <button
        type="button"
        className={evidenceCss['open']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span>
          <span className="sr">{raises ? 'Raises the risk: ' : 'Lowers the risk: '}</span>
          {proseDays(reason.text)}
        </span>
      </button>
      <div id={id} hidden={!open} className={css['behind']}>
        {open ? (
          <EvidenceDetail
            office={office}
            evidence={evidence}
            of={evidence?.terms.find(({ code }) => code === reason.code)}
          />
        ) : null}
      </div>
    </li>
  );
}

function AllTerms({ risk, office, evidence }: Props & { readonly risk: Risk }) {
  const terms = risk.reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const points = risk.reasons.reduce((sum, reason) => sum + reason.points, 0);
  const contributions = risk.reasons.reduce((sum, reason) => sum + reason.contribution, 0);
  return (
    <details className={css['details']}>
      <summary>All {terms.length} terms and their sum</summary>
      <table className={page['table']}>
        <TableHead
          names={['Term', 'Points', 'Against peers']}
          numbers={['Points', 'Against peers']}
        />
        <tbody>
          <tr>
            <th scope="row">Baseline: the whole book; with the peers’ median points</th>
            <td className={page['num']}>{signedText(risk.baseline)}</td>
            <td className={page['num']}>{signedText(risk.peerBaseline)}</td>
          </tr>
          {terms.map((reason) => (
            <TermRow key={reason.code} reason={reason} office={office} evidence={evidence} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Sum, log-odds</th>
            <td className={page['num']}>{signedText(risk.baseline + points)}</td>
            <td className={page['num']}>{signedText(risk.peerBaseline + contributions)}</td>
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

function TermRow({ reason, office, evidence }: Props & { readonly reason: Reason }) {
  return (
    <EvidenceRow
      name={proseDays(reason.text)}
      quiet={!reason.available}
      office={office}
      evidence={evidence}
      of={evidence?.terms.find(({ code }) => code === reason.code)}
    >
      <td className={page['num']}>
        {reason.available ? signedText(reason.points) : 'not available'}
      </td>
      <td className={page['num']}>
        {reason.available ? signedText(reason.contribution) : 'left out'}
      </td>
    </EvidenceRow>
  );
}
