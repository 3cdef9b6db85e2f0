import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { Attributes } from '../../components/attributes.tsx';
import { dateText } from '../../components/format.ts';
import { Section } from '../../components/section.tsx';
import css from './office.module.css';

/** Where every number of this page comes from. */
export function RawFacts({ office }: { readonly office: OfficeDetail }) {
  const { source, firstSeen, lastSeen, scoreSettings, location_id: id } = office;
  return (
    <Section title="Raw facts" note={`seen from ${dateText(firstSeen)} to ${dateText(lastSeen)}`}>
      <p className={css['source']}>
        <span>
          Office <code>{id}</code>
        </span>
        <span>
          Record <code>{source.record}</code> of <code>{source.file}</code>
        </span>
        <span>
          Run <code>{source.runId}</code>
        </span>
        {scoreSettings ? (
          <span>
            Score settings <code>{scoreSettings}</code>
          </span>
        ) : null}
      </p>
      <Attributes values={office.attributes} />
    </Section>
  );
}
