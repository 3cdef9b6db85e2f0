import { expect, test } from 'vitest';
import { addressOf, connectionErrors } from './connection.ts';

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

test('a region may be left to the bucket; another store needs an address', () => {
  expect(connectionErrors({ ...good, region: '' })).toEqual({});
  expect(connectionErrors({ ...good, region: 'Frankfurt' })).toHaveProperty('region');
  expect(connectionErrors({ ...good, region: '', endpoint: 'https://s3.example.com' })).toEqual({});
  expect(connectionErrors({ ...good, endpoint: 's3.example.com' })).toHaveProperty('endpoint');
});

test('bucket and prefix make one address', () => {
  expect(addressOf(good)).toBe('s3://acme-extracts/warehouse');
  expect(addressOf({ ...good, prefix: '/a/b/' })).toBe('s3://acme-extracts/a/b');
  expect(addressOf({ ...good, prefix: '' })).toBe('s3://acme-extracts');
});

test('a proxy of one’s own needs an address, and keeps no password', () => {
  const by = (proxyAddress?: string) =>
    connectionErrors({ ...good, proxy: 'manual', ...(proxyAddress ? { proxyAddress } : {}) });
  expect(by('http://proxy.example.com:3128')).toEqual({});
  expect(by()).toHaveProperty('proxyAddress');
  expect(by('http://me:secret@proxy.example.com')).toHaveProperty('proxyAddress');
  expect(connectionErrors({ ...good, proxy: 'system' })).toEqual({});
});
