import { expect, test } from 'vitest';
import { dialectSettings, type Dialect } from '../../../shared/contracts/dialect.ts';
import { FOUND, withField } from './dialect-fields.ts';

const FOUND_DIALECT: Dialect = {
  format: 'text',
  delimiter: '|',
  quotes: false,
  escape: true,
  nulls: ['@NULL@', ''],
  quotedNulls: false,
  header: false,
  trailingDelimiter: false,
};

test('what is chosen is shown as chosen, fits the mapping file, and can be left to the files again', () => {
  for (const field of FOUND)
    for (const [value] of field.options) {
      const set = withField({ trailingDelimiter: true }, field, value);
      expect(dialectSettings.safeParse(set).success).toBe(true);
      expect(field.valueOf(set)).toBe(value);
      expect(withField(set, field, '')).toEqual({ trailingDelimiter: true });
    }
});

test('what was found is said in the words of the choices', () => {
  expect(FOUND.map((field) => field.found(FOUND_DIALECT))).toEqual([
    'Bar',
    'Text, ESCAPE',
    '@NULL@ or nothing',
    'Data',
  ]);
});
