import { expect, test } from 'vitest';
import { s3Connection, s3Name } from './connection.ts';

test('an address with and without prefix, slashes at its end left out', () => {
  expect(s3Connection('s3://book/csm/v1/')).toMatchObject({ bucket: 'book', prefix: 'csm/v1' });
  expect(s3Connection('s3://book')).toMatchObject({ bucket: 'book', prefix: '' });
  expect(s3Name(s3Connection('s3://book/csm/v1//'))).toBe('s3://book/csm/v1');
  expect(s3Name(s3Connection('s3://book/'))).toBe('s3://book');
});

test('what a form leaves empty is not set', () => {
  const empty = s3Connection('s3://book', { region: '', endpoint: '', profile: '' });
  expect(empty).toEqual(s3Connection('s3://book'));
});

test.each(['s3://', 's3:///x', 's3://Book/x', 's3://a/x', 's3://b_k/x'])(
  '%s names no bucket',
  (at) => {
    expect(() => s3Connection(at)).toThrow('names no bucket');
  },
);

test('an endpoint is an address', () => {
  expect(() => s3Connection('s3://book', { endpoint: 'localhost:9000' })).toThrow('is no address');
});
