import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { isDiskFull, refuse } from '../../../shared/contracts/problem.ts';

/**
 * Lets `write` fill a file beside the target and renames it at the end: a file of that name is whole, and a failure
 * leaves what was there. Refuses with what to do where the disk is full or the place cannot be written.
 */
export function writeBeside<T>(target: string, write: (file: string) => T): T {
  const part = `${target}.part`;
  try {
    const said = write(part);
    const handle = openSync(part, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(part, target);
    return said;
  } catch (error) {
    rmSync(part, { force: true });
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    if (isDiskFull(error))
      throw refuse('disk_full', `The disk is full, so ${target} was not written.`, {
        stillWorks: 'What was there under that name is as it was.',
        next: 'Free some space, or choose another disk with --out.',
        cause: error,
      });
    throw refuse('unwritable_folder', `${target} could not be written: ${error.message}.`, {
      next: 'Choose another path with --out.',
      cause: error,
    });
  }
}
