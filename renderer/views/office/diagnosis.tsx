import type { OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { percentText } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { confidenceWord } from '../../components/words.ts';
import { findings } from './findings.ts';
import css from './office.module.css';

/** What a colleague would say of the office: what was found, what supports it, and what to ask the customer. */
export function Diagnosis({
  office,
  evidence,
}: {
  readonly office: OfficeDetail;
  readonly evidence: OfficeEvidence | undefined;
}) {
  const found = findings(office, evidence?.features);
  return (
    <Section
      title="In short"
      note={
        office.adoption
          ? `confidence ${confidenceWord(office.adoption.confidence)}: ${percentText(office.adoption.confidence)} of the score stands on delivered data`
          : null
      }
    >
      {found.length === 0 ? (
        <p className={page['sub']}>Nothing sets this office apart from similar ones.</p>
      ) : (
        <ol className={css['findings']}>
          {found.map(({ text, evidence: support, ask }) => (
            <li key={text}>
              <span className={css['found']}>{text}</span>
              {support === null ? null : <span className={css['support']}>{support}</span>}
              {ask === null ? null : (
                <span className={css['ask']}>
                  <span className={css['askWord']}>Ask:</span> {ask}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
