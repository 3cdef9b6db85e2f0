import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readMapping, type Mapping } from './mapping.ts';

export const MAPPING_FILE = 'mapping.json';

/** The mapping in a folder, where there is one; throws `bad_request`, naming file and field, when it is wrong. */
export async function mappingIn(folder: string): Promise<Mapping | undefined> {
  const file = path.join(folder, MAPPING_FILE);
  try {
    return readMapping(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
