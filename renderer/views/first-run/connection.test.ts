import { expect, test } from 'vitest';
import { connectionErrors } from './connection.ts';

const good = {
  bucket: 'acme-extracts',
  prefix: 'warehouse',
  region: 'eu-central-1',
  endpoint: '',
  pathStyle: false,
  profile: '',
};

test('a plain connection has nothing to say', () => {
  expect(connectionErrors(good)).toEqual({});
  expect(connectionErrors({ ...good, region: 'us-gov-west-1' })).toEqual({});
});

test.each(['', 'ab', 'Acme', 's3://acme', 'a..b', '10.0.0.1', '-acme'])(
  'bucket %j is named',
  (bucket) => {
    expect(Object.keys(connectionErrors({ ...good, bucket }))).toEqual(['bucket']);
  },
);

test('another store needs an address, and then no region', () => {
  expect(connectionErrors({ ...good, region: '' })).toHaveProperty('region');
  expect(connectionErrors({ ...good, region: '', endpoint: 'https://s3.example.com' })).toEqual({});
  expect(connectionErrors({ ...good, endpoint: 's3.example.com' })).toHaveProperty('endpoint');
});
