import { expect, test } from 'vitest';
import { columnFrom } from './fit-columns.ts';

function numbers(texts: readonly (string | null)[], delimiter = ','): readonly number[] {
  const told = columnFrom('x', texts, delimiter);
  if (!('column' in told) || told.column.kind !== 'numeric')
    throw new Error('no column of numbers');
  return [...told.column.values];
}

test('numbers as people write them', () => {
  expect(numbers(['1', '-2.5', '.5', '1e3', null])).toEqual([1, -2.5, 0.5, 1000, Number.NaN]);
  expect(numbers(['$1,200.50', '$ 3', '7%'])).toEqual([1200.5, 3, 7]);
  expect(numbers(['1.200,5', '-3', '0,25'], ';')).toEqual([1200.5, -3, 0.25]);
  expect(numbers(['inf', '1', '2'])).toEqual([Number.NaN, 1, 2]);
});

test('dates become days', () => {
  const day = Date.UTC(2024, 1, 3) / 864e5;
  expect(numbers(['2024-02-03', '2024-02-04T23:59:00Z'])).toEqual([day, day + 1]);
  expect(numbers(['03.02.2024', '04.02.2024 08:00'])).toEqual([day, day + 1]);
  expect(numbers(['02/03/2024', '2/4/2024'])).toEqual([day, day + 1]);
  expect(numbers(['03/02/2024', '29/02/2024'])).toEqual([day, day + 26]);
});

test('what is neither is a name; what only tells rows apart is left out', () => {
  const kind = (name: string, texts: readonly string[]): string => {
    const told = columnFrom(name, texts, ',');
    return 'column' in told ? told.column.kind : told.dropped;
  };
  expect(kind('zip', ['01234', '10115', '01234'])).toBe('categorical');
  expect(kind('mixed', ['1', '2', 'many', '1'])).toBe('categorical');
  expect(kind('month', ['13/13/2024', '1/1/2024', '1/1/2024'])).toBe('categorical');
  expect(kind('customerID', ['17', '5', '99'])).toBe('it names the rows');
  expect(kind('paid', ['17', '5', '99'])).toBe('numeric');
  expect(kind('anything', ['4', '5', '6'])).toBe('it only counts the rows');
  expect(kind('who', ['ann', 'bob', 'cy'])).toContain('every text');
});
