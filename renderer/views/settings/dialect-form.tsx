import type { DeliveryPreview, MappingState } from '../../../shared/contracts/preview.ts';
import { setDialect } from '../../api/preview.ts';
import { SelectField } from '../../components/select-field.tsx';
import { apply } from './changes.ts';
import { FOUND, withField } from './dialect-fields.ts';
import css from './settings.module.css';

type Field = (typeof FOUND)[number];

/** What the files leave in doubt can be said here; it stands in the mapping file and counts for every delivery. */
export function DialectForm({
  mapping,
  seen,
}: {
  readonly mapping: MappingState;
  readonly seen: DeliveryPreview;
}) {
  const { dialect, problem } = mapping;
  // JSON and Parquet say themselves how they are read.
  const plain = seen.dialect.format === 'csv' || seen.dialect.format === 'text';
  if (problem !== null || (!plain && Object.keys(dialect).length === 0)) return null;
  const set = (field: Field, value: string): void => {
    const next = withField(dialect, field, value);
    const words = field.options.find(([each]) => each === value)?.[1] ?? value;
    void apply(
      `${field.label}: ${words}. The next sync reads all days again.`,
      () => setDialect(next),
      () => setDialect(dialect),
    );
  };
  return (
    <>
      <h3 className={css['sub']}>Say it yourself</h3>
      <p className={css['note']}>
        Only where a delivery is not read as it was written. It counts for all deliveries; the next
        sync reads the days again.
      </p>
      <div className={css['dialect']}>
        {FOUND.map((field) => (
          <SelectField
            key={field.name}
            label={field.label}
            value={field.valueOf(dialect)}
            options={[['', `As found: ${field.found(seen.dialect)}`], ...field.options]}
            onChange={(value) => set(field, value)}
          />
        ))}
      </div>
    </>
  );
}
