import { expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import { NO_MAPPING, readMapping } from './mapping.ts';

function refusal(text: string): string {
  try {
    readMapping(text, 'mapping.json');
  } catch (error) {
    if (error instanceof AtriumError && error.problem.code === 'bad_request')
      return error.problem.message;
    throw error;
  }
  return 'nothing was refused';
}

test('columns are found whatever their case, spaces and composition', () => {
  const mapping = readMapping('{"columns":{" Bu\u0308ro ":"location_name"}}', 'mapping.json');
  expect(mapping.columns.get('b\u00fcro')).toBe('location_name');
  expect(readMapping('{}', 'mapping.json').columns.size).toBe(0);
});

test.each([
  ['{', /^mapping\.json is not valid JSON: /],
  ['{"colums":{}}', /^mapping\.json is not as expected at the whole file: .*colums/],
  ['{"columns":{"a":"visitor"}}', /at columns\.a: company_facts has no column visitor/],
  ['{"columns":{"a":"visitors","b":"visitors"}}', /at columns\.b: a already stands for visitors/],
  ['{"values":{"plans":{"x":"y"}}}', /at values\.plans: /],
  ['{"values":{"plan":{"x":3}}}', /at values\.plan\.x: /],
  ['{"dialect":{"delimiter":"||"}}', /at dialect\.delimiter: a delimiter is one ASCII character/],
  ['{"dialect":{"delimiter":"\\n"}}', /at dialect\.delimiter: a delimiter cannot be a quote/],
  ['{"dialect":{"format":"csv","escape":true}}', /at dialect: CSV has neither quotes/],
  ['{"bucket":{"from":"a b","to":"book"}}', /at bucket\.from: write it like s3:/],
  ['{"bucket":{"from":"book"}}', /at bucket\.to: /],
  ['{"limits":{"unpackedBytes":-1}}', /at limits\.unpackedBytes: /],
])('%s is refused by file and field', (text, sentence) => {
  expect(refusal(text)).toMatch(sentence);
});

test('a place is the same however much of it is written, and changes nothing of what is read', () => {
  const bucketOf = (text: string) =>
    readMapping(`{"bucket":{"from":"${text}","to":"other"}}`, 'mapping.json').bucket?.from;
  expect(['book', 's3://book', 's3://book/'].map(bucketOf)).toEqual(Array(3).fill('s3://book/'));
  expect(bucketOf('book/nightly')).toBe('s3://book/nightly/');
  const moved = readMapping('{"bucket":{"from":"book","to":"other"}}', 'mapping.json');
  expect(moved.seal).toBe(NO_MAPPING.seal);
});
