import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DialectSettings } from '../../../shared/contracts/dialect.ts';
import type { MappingState } from '../../../shared/contracts/preview.ts';
import { codeOf, isDiskFull, problemOf, refuse } from '../../../shared/contracts/problem.ts';
import { NO_MAPPING, readMapping, type Mapping } from './mapping.ts';

const MAPPING_FILE = 'mapping.json';

const mappingPath = (folder: string): string => path.join(folder, MAPPING_FILE);

/** The mapping in a folder, where there is one; throws `bad_request`, naming file and field, when it is wrong. */
export async function mappingIn(folder: string): Promise<Mapping | undefined> {
  const text = await textOf(mappingPath(folder));
  return text === undefined ? undefined : readMapping(text, mappingPath(folder));
}

/** The mapping file as a person sees it: where it is, what it says, what is wrong with it. */
export async function mappingState(folder: string): Promise<MappingState> {
  const file = mappingPath(folder);
  const text = await textOf(file);
  let mapping = NO_MAPPING;
  let problem: MappingState['problem'] = null;
  try {
    if (text !== undefined) mapping = readMapping(text, file);
  } catch (error) {
    problem = problemOf(error);
  }
  return {
    path: file,
    exists: text !== undefined,
    problem,
    columns: [...mapping.columns],
    values: [...mapping.values.keys()],
    dialect: mapping.dialect,
  };
}

/**
 * Writes the dialect of the mapping file and leaves the rest as it is. Refuses with `bad_request` while the file is
 * wrong elsewhere, so that nothing a person wrote by hand is lost.
 */
export async function writeDialect(
  folder: string,
  dialect: DialectSettings,
): Promise<MappingState> {
  const file = mappingPath(folder);
  const text = (await textOf(file)) ?? '{}';
  readMapping(text, file);
  const { dialect: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const next = Object.keys(dialect).length === 0 ? rest : { ...rest, dialect };
  if (Object.keys(next).length === 0) await rm(file, { force: true });
  else await replace(file, `${JSON.stringify(next, null, 2)}\n`);
  return mappingState(folder);
}

/** Beside the file and renamed: a full disk never leaves half a mapping. */
async function replace(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    const full = isDiskFull(cause);
    throw refuse(full ? 'disk_full' : 'unwritable_folder', `${file} could not be written.`, {
      stillWorks: 'The mapping stays as it was.',
      next: full ? 'Free some space, then try again.' : 'Check that you may write there.',
      cause,
    });
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
