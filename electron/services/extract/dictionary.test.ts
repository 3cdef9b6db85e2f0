import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMNS, columnOf } from '../../../shared/domain/company-facts.ts';
import type { AttributeValue } from './day-rows.ts';
import { readFiles } from './testing/memory-source.ts';

const names = COLUMNS.map((column) => column.name);
const texts = names.filter((name) => columnOf(name)?.type === 'text');

/** Few different values, so that rows repeat what stood before them in part, whole, or not at all. */
const value = fc.constantFrom('', 'a', 'b', 'ab', 'Ünï', '@NULL@', 'x"y', ' a', 'a,b');
const quoted = (text: string, always: boolean): string =>
  always || /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

test('each row has the values that stand in it, whatever stood in the rows before', async () => {
  const row = fc.record({
    values: fc.array(value, { minLength: 6, maxLength: 6 }),
    always: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 40, max: 900 }),
      async (rows, piece) => {
        const lines = rows.map(({ values, always }, i) =>
          names
            .map((name) => {
              if (name === 'ds') return '2026-11-18';
              if (name === 'company_id') return 'c1';
              if (name === 'location_id') return `l${i}`;
              if (columnOf(name)?.required) return 'active';
              const at = texts.indexOf(name);
              return at < 0 ? '' : quoted(values[at % 6] ?? '', always);
            })
            .join(','),
        );
        const file = Buffer.from(`${[names.join(','), ...lines].join('\n')}\n`);
        const day = await readFiles({ '2026-11-18.csv': file }, { piece });
        expect(day.setAside).toEqual([]);
        day.rows.forEach((read, i) => {
          const { values, always } = rows[i] ?? { values: [], always: false };
          for (const [at, name] of texts.entries()) {
            if (columnOf(name)?.required) continue;
            const text = values[at % 6] ?? '';
            const bare = !always && !/[",]/.test(text);
            const expected: AttributeValue =
              bare && (text === '' || text === '@NULL@') ? null : text;
            expect(read.attributes?.values[name]).toBe(expected);
          }
        });
      },
    ),
    { numRuns: 60 },
  );
});
