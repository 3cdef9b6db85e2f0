import path from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { ArgumentsOf, CallName, OutputOf } from '../../shared/contracts/contract.ts';
import { codeOf, isDiskFull, refuse, type AtriumError } from '../../shared/contracts/problem.ts';
import { writeWhole } from './write-whole.ts';

/** What the calls need of the world around the page, as functions. */
export interface ShellPowers {
  readonly version: string;
  readonly platform: string;
  showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
  showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue>;
  openExternal(url: string): Promise<boolean>;
}

/** The part of the calls answered here that has such names. */
export type AnsweredHere<Name extends string> = {
  readonly [N in Extract<CallName, Name>]: (input: ArgumentsOf<N>) => Promise<OutputOf<N>>;
};
export type ShellCalls = AnsweredHere<`shell.${string}` | `keys.${string}`>;

/** Dialogs, files and links, which the engine has not. Throws AtriumError for refusals. */
export function shellCalls(powers: ShellPowers): AnsweredHere<`shell.${string}`> {
  return {
    'shell.about': async () => ({
      face: 'window',
      version: powers.version,
      platform: powers.platform,
    }),
    'shell.pickSource': async ({ kind }) => {
      const chosen = await powers.showOpenDialog(
        kind === 'folder'
          ? { title: 'Choose the folder with the deliveries', properties: ['openDirectory'] }
          : {
              title: 'Choose an extract file',
              properties: ['openFile'],
              filters: [
                { name: 'Extract', extensions: ['csv', 'gz'] },
                { name: 'All files', extensions: ['*'] },
              ],
            },
      );
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    'shell.saveFile': async ({ name, bytes }) => {
      // Only the last part: a name from the page must not choose the folder.
      const chosen = await powers.showSaveDialog({ defaultPath: path.basename(name) });
      if (chosen.canceled || !chosen.filePath) return null;
      const file = chosen.filePath;
      await writeWhole(file, bytes).catch((error: unknown) => {
        throw saveProblem(file, error);
      });
      return file;
    },
    'shell.openExternal': async ({ url }) => ({ opened: await powers.openExternal(url) }),
  };
}

function saveProblem(file: string, error: unknown): AtriumError {
  if (isDiskFull(error)) {
    return refuse('disk_full', `The disk is full, so ${file} was not saved.`, {
      stillWorks: 'Everything else in Atrium works.',
      next: 'Free some space or choose another disk, then save again.',
      cause: error,
    });
  }
  return refuse('unwritable_folder', `${file} was not saved: ${reasonOf(error)}.`, {
    stillWorks: 'Everything else in Atrium works.',
    next: 'Choose another folder or file name.',
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'this folder or file may not be written by you';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the folder does not exist';
    case 'EISDIR':
      return 'a folder has that name';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
