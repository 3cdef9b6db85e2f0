import type { RunDetail, SchemaDiff } from '../../../shared/contracts/health.ts';
import { columnOf } from '../../../shared/domain/company-facts.ts';
import { dateText, plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import { TableHead } from '../../components/table-head.tsx';
import css from './schema-panel.module.css';

/** How the columns differ from those of the day before. */
export function SchemaPanel({ run }: { readonly run: RunDetail }) {
  const { schema } = run;
  if (!schema)
    return (
      <Section title="Columns">
        <p className={page['sub']}>
          Nothing to compare with: no day before has its columns kept, or this delivery was not read
          that far.
        </p>
      </Section>
    );
  const lines = linesOf(schema);
  const against = `against ${dateText(schema.against)}`;
  return (
    <Section
      title="Columns"
      note={
        lines.length === 0
          ? `${plural(schema.columns, 'column')}, unchanged ${against}`
          : `${plural(lines.length, 'change')} ${against}`
      }
    >
      {lines.length === 0 ? null : (
        <table className={page['table']} aria-label="Changed columns">
          <TableHead names={['Change', 'Column', 'Type', 'What it means']} />
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.change}/${line.column}`}>
                <td className={css['change']}>
                  <span aria-hidden>{line.glyph}</span> {line.change}
                </td>
                <th scope="row" className={css['mono']}>
                  {line.column}
                </th>
                <td className={css['mono']}>{line.type}</td>
                <td>{line.means}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

interface Line {
  readonly glyph: string;
  readonly change: string;
  readonly column: string;
  readonly type: string;
  readonly means: string;
}

/** Renames first: they explain an added and a removed column at once, which are then not told again. */
function linesOf(schema: SchemaDiff): readonly Line[] {
  const from = new Set(schema.renamed.map((each) => each.from));
  const to = new Set(schema.renamed.map((each) => each.to));
  return [
    ...schema.renamed.map((each) => ({
      glyph: '→',
      change: 'Renamed, it seems',
      column: `${each.from} → ${each.to}`,
      type: '',
      means: columnOf(each.to)
        ? 'Read under its new name.'
        : 'The new name is not known here: it is kept under raw facts, and the old column is not available. Ask.',
    })),
    ...schema.changed.map((each) => ({
      glyph: '≠',
      change: 'Other type',
      column: each.name,
      type: `${each.from} → ${each.to}`,
      means: 'Values that do not fit are set aside; ask whether it is meant.',
    })),
    ...schema.added
      .filter((each) => !to.has(each.name))
      .map((each) => ({
        glyph: '+',
        change: 'New',
        column: each.name,
        type: each.type ?? '·',
        means: columnOf(each.name)
          ? 'Known here: it is on the screens from this day on.'
          : 'Not known here: kept under raw facts, and counts in no score.',
      })),
    ...schema.removed
      .filter((each) => !from.has(each.name))
      .map((each) => ({
        glyph: '−',
        change: 'Gone',
        column: each.name,
        type: each.type ?? '·',
        means: 'Not available from this day on, never zero.',
      })),
  ];
}
