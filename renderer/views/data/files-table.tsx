import type { RunFile } from '../../../shared/contracts/health.ts';
import { bytesText } from '../../components/bytes.ts';
import { Unknown } from '../../components/cells/cells.tsx';
import { countText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { fileName } from './checks.ts';
import css from './schema-panel.module.css';

const STATES: Readonly<Record<RunFile['state'], readonly [string, string]>> = {
  read: ['✓', 'Read'],
  refused: ['▲', 'Refused'],
  not_read: ['–', 'Not read'],
};

/** The files of a delivery: what its manifest promised, and what was in them. */
export function FilesTable({ files }: { readonly files: readonly RunFile[] }) {
  if (files.length === 0)
    return (
      <Section title="Files">
        <p className={page['sub']}>The files of this day were not kept track of.</p>
      </Section>
    );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <Section title="Files" note={`${plural(files.length, 'file')}, ${bytesText(bytes)}`}>
      <div className={page['scroll']} tabIndex={0} role="region" aria-label="Table of files">
        <table className={page['table']}>
          <TableHead
            names={['File', 'State', 'Size', 'Rows expected', 'Rows found', 'Set aside', 'Version']}
            numbers={['Size', 'Rows expected', 'Rows found', 'Set aside']}
          />
          <tbody>
            {files.map((file) => {
              const [glyph, word] = STATES[file.state];
              return (
                <tr key={file.path}>
                  <th scope="row" className={css['mono']} title={file.path}>
                    {fileName(file.path)}
                  </th>
                  <td className={css['change']}>
                    <span aria-hidden>{glyph}</span> {word}
                  </td>
                  <td className={page['num']} title={`${countText(file.bytes)} bytes`}>
                    {bytesText(file.bytes)}
                  </td>
                  <td className={page['num']}>
                    {counted(file.expected, 'not said by a manifest')}
                  </td>
                  <td className={page['num']}>{counted(file.got, 'not read to its end')}</td>
                  <td className={page['num']}>{countText(file.setAside)}</td>
                  <td className={css['mono']}>
                    {file.etag ?? <Unknown why="the source tells no version" />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const counted = (value: number | null, why: string) =>
  value === null ? <Unknown why={why} /> : countText(value);
