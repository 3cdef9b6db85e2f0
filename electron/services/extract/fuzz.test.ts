import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { fuzzReader } from './testing/fuzz.ts';

test('spoiled records are accepted as what they say or set aside; none is lost, none stops the reader', async () => {
  const seen = await fuzzReader(8000, 20_261_120, parquetWriteBuffer);
  expect(seen.records).toBeGreaterThanOrEqual(8000);
  expect(seen.accepted).toBeGreaterThan(2000);
  expect(seen.setAside).toBeGreaterThan(100);
});
