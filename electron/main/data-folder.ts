import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../shared/contracts/problem.ts';

/**
 * The folder that holds facts.db and people.db: `--data=DIR`, or `--data DIR`, or ATRIUM_DATA, or the usual place.
 * Relative folders are meant from where the program was started.
 */
export function dataFolderOf(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  usual: string,
): string {
  const named = optionOf(argv, '--data') ?? env['ATRIUM_DATA'];
  return named ? path.resolve(named) : usual;
}

function optionOf(argv: readonly string[], option: string): string | undefined {
  const joined = argv.find((word) => word.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = argv.indexOf(option);
  return at === -1 ? undefined : argv[at + 1];
}

/** Makes a folder and sees that it can be written; the problem in words where it cannot. */
export function makeFolder(folder: string): Problem | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      code: 'unwritable_folder',
      message: `The folder ${folder} cannot be made or written: ${reason}.`,
      next: 'Make it writable, or start Atrium with --data=FOLDER and another folder.',
    };
  }
}
