import { Refused, SAVE_EITHER, SAVE_XGBOOST } from './refusal.ts';
import { readLightgbm } from './lightgbm.ts';
import type { TreeModel } from './trees.ts';
import { readXgboost } from './xgboost.ts';

export const MAX_MODEL_BYTES = 64 * 1024 * 1024;

/** UTF-8 to text; throws on bytes that are none. Not every place this runs in knows a decoder. */
export type Decode = (bytes: Uint8Array) => string;

/**
 * The model in a file, told by its bytes and not by its name. Nothing in the file is ever run.
 * @throws Refused with what it is and what to ask for
 */
export function readModel(bytes: Uint8Array, decode: Decode): TreeModel {
  const other = otherThanText(bytes);
  if (other) throw other;
  let text: string;
  try {
    text = decode(bytes);
  } catch {
    throw new Refused('The file is binary, in no form Atrium knows', SAVE_EITHER);
  }
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return readXgboost(text);
  if (/^tree\r?\n/.test(start)) return readLightgbm(text);
  if (start.startsWith('version https://git-lfs'))
    throw new Refused('The file is a pointer of Git LFS, not the model', 'for the file itself');
  if (start.startsWith('booster['))
    throw new Refused('The file is a dump for reading (dump_model), not a model', SAVE_XGBOOST);
  if (start.startsWith('<')) throw new Refused('The file is XML (PMML, perhaps)', SAVE_EITHER);
  if (start === '') throw new Refused('The file is empty', SAVE_EITHER);
  throw new Refused('The file is text, but neither XGBoost JSON nor LightGBM text', SAVE_EITHER);
}

const starts = (bytes: Uint8Array, ...with_: number[]): boolean =>
  with_.every((byte, i) => bytes[i] === byte);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** What the first bytes tell of forms that are not read. */
function otherThanText(bytes: Uint8Array): Refused | undefined {
  if (bytes.length > MAX_MODEL_BYTES)
    return new Refused(
      `The file is larger than ${MAX_MODEL_BYTES / 1024 / 1024} MB`,
      'for a smaller model, with fewer or shallower trees',
    );
  const of = (what: string, ask: string = SAVE_EITHER): Refused =>
    new Refused(`The file is ${what}`, ask);
  // The second byte of a UBJSON object is the type of its first key's length.
  if (bytes[0] === 0x7b && 'iUIlL$#'.includes(ascii(bytes, 1, 2) || ' '))
    return of("UBJSON, XGBoost's binary form", SAVE_XGBOOST);
  if (bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5)
    return of('a Python pickle, which is a program and is never opened');
  if (starts(bytes, 0x1f, 0x8b))
    return of(
      "packed with gzip (SageMaker's model.tar.gz, perhaps)",
      "to unpack it, load xgboost-model and save it with Booster.save_model('model.json')",
    );
  if (ascii(bytes, 257, 262) === 'ustar')
    return of(
      'a tar archive',
      "to unpack it, load the model and save it with save_model('model.json')",
    );
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return of('a zip archive');
  if (starts(bytes, 0x28, 0xb5, 0x2f, 0xfd)) return of('packed with zstd');
  if (starts(bytes, 0x78, 0x9c) || starts(bytes, 0x78, 0xda) || starts(bytes, 0x78, 0x01))
    return of('packed with zlib (a joblib pickle, perhaps), and pickles are never opened');
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return of('UTF-16 text');
  if (ascii(bytes, 0, 4) === 'binf' || bytes.subarray(0, 1000).includes(0))
    return of('binary (an old XGBoost model or ONNX, perhaps)');
  return undefined;
}
