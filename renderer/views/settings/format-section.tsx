import { useStatus } from '../../api/queries.ts';
import { useMapping, usePreview } from '../../api/preview.ts';
import { dateText } from '../../components/format.ts';
import { Pending } from '../../components/pending.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { DialectForm } from './dialect-form.tsx';
import { MappingNote } from './mapping-note.tsx';
import { PreviewColumns } from './preview-columns.tsx';
import { PreviewRows } from './preview-rows.tsx';
import css from './settings.module.css';

const PACKING = { none: 'not packed', gzip: 'gzip', zstd: 'zstd' } as const;
const NAMES_FROM = {
  header: 'the first line',
  manifest: 'the manifest',
  file: 'the file itself',
} as const;

/** How the newest delivery is read: what was found, by what, and the first rows by it. */
export function FormatSection() {
  const { data: status } = useStatus();
  const { data: mapping, refetch: lookAtMapping } = useMapping();
  const { data: seen, error, isFetching, refetch } = usePreview((status?.source ?? null) !== null);
  if (!status || !mapping) return null;
  const theirs = !status.sample;
  if (status.source === null)
    return (
      <>
        <p className={css['note']}>The first rows show here once a source is chosen.</p>
        <MappingNote mapping={mapping} told={false} />
      </>
    );
  return (
    <>
      {error || !seen ? (
        <Pending
          error={error}
          text="Reading the first rows of the newest delivery"
          action={{ label: 'Try again', run: () => void Promise.all([lookAtMapping(), refetch()]) }}
        />
      ) : (
        <>
          {seen.problem ? <ProblemNote problem={seen.problem} /> : null}
          <dl className={css['facts']} aria-busy={isFetching}>
            <div>
              <dt>Newest delivery</dt>
              <dd>
                {seen.ds === null ? 'its rows tell the day' : dateText(seen.ds)}, run{' '}
                <code>{seen.runId}</code>, {seen.files === 1 ? '1 file' : `${seen.files} files`}
              </dd>
            </div>
            <div>
              <dt>File looked at</dt>
              <dd>
                <code>{seen.file}</code>, {PACKING[seen.codec]}
              </dd>
            </div>
            <div>
              <dt>Read as</dt>
              <dd>
                {seen.words}
                {seen.sure ? '' : '. Nothing in the first rows tells the way of quoting for sure.'}
              </dd>
            </div>
            <div>
              <dt>Because</dt>
              <dd>{seen.evidence.join(' ')}</dd>
            </div>
            <div>
              <dt>Column names from</dt>
              <dd>{NAMES_FROM[seen.namesFrom]}</dd>
            </div>
          </dl>
          <PreviewColumns seen={seen} />
          {theirs ? <DialectForm mapping={mapping} seen={seen} /> : null}
          <PreviewRows seen={seen} />
        </>
      )}
      {theirs ? <MappingNote mapping={mapping} told={error !== null} /> : null}
    </>
  );
}
