import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MAX_MODEL_BYTES, readModel } from './read-model.ts';
import { lightgbmStump, xgboostText } from './testing/hand-made.ts';

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a file is told by its bytes', () => {
  expect(readModel(bytesOf(`\n${xgboostText([0])}`), utf8).format).toBe('xgboost');
  expect(readModel(bytesOf(lightgbmStump({})), utf8).format).toBe('lightgbm');
});

const tar = new Uint8Array(1024);
tar.set(bytesOf('xgboost-model'), 0);
tar.set(bytesOf('ustar'), 257);

test.each<[string, Uint8Array, RegExp]>([
  [
    'UBJSON',
    Uint8Array.of(0x7b, 0x4c, 0, 0, 0, 0, 0, 0, 0, 7),
    /UBJSON.*save_model\('model\.json'\)/,
  ],
  [
    'a pickle',
    Uint8Array.of(0x80, 4, 0x95, 0, 0),
    /Python pickle.*never opened; ask the data team/,
  ],
  ['gzip', gzipSync('x'), /gzip \(SageMaker's model\.tar\.gz.*unpack it/],
  ['tar', tar, /tar archive.*unpack it/],
  ['zip', bytesOf('PK\u0003\u0004rest'), /zip/],
  ['joblib', deflateSync('x'), /zlib \(a joblib pickle/],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0), /UTF-16/],
  ['old XGBoost', bytesOf('binf....'), /binary/],
  ['ONNX', Uint8Array.of(8, 7, 18, 0, 1), /binary/],
  ['not UTF-8', Uint8Array.of(0x7b, 0x22, 0xff), /binary/],
  ['Git LFS', bytesOf('version https://git-lfs.github.com/spec/v1\n'), /pointer of Git LFS/],
  ['a text dump', bytesOf('booster[0]:\n0:[f0<1]'), /dump_model/],
  ['PMML', bytesOf('<?xml version="1.0"?>'), /XML/],
  ['other text', bytesOf('a,b\n1,2\n'), /neither XGBoost JSON nor LightGBM text/],
  ['nothing', bytesOf(''), /empty/],
  ['too much', new Uint8Array(MAX_MODEL_BYTES + 1), /larger than 64 MB/],
])('refused: %s', (_what, bytes, sentence) => {
  expect(() => readModel(bytes, utf8)).toThrow(sentence);
});
