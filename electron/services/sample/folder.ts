import { mkdir, readdir } from 'node:fs/promises';
import { codeOf, isDiskFull, refuse, type AtriumError } from '../../../shared/contracts/problem.ts';

/** The refusal a person can act on, for an error of the file system. */
export function writeProblem(error: unknown, out: string): unknown {
  if (isDiskFull(error)) {
    return refuse(
      'disk_full',
      `The disk is full: the sample book could not be written to ${out}.`,
      {
        stillWorks: 'Days already written are whole.',
        next: 'Free some space or choose a smaller sample, then try again.',
        cause: error,
      },
    );
  }
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return refuse('unwritable_folder', `Atrium may not write to ${out}.`, {
      next: 'Choose another folder, or change the permissions of this one.',
      cause: error,
    });
  }
  return error;
}

function occupied(out: string, what: string): AtriumError {
  return refuse('bad_request', `${out} ${what}, so the sample book was not written there.`, {
    stillWorks: 'Nothing was changed.',
    next: 'Choose an empty folder or a new name.',
  });
}

/** Makes `out` ready: it is created, or it is an empty folder. Refuses anything else. */
export async function claimFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    const [first] = await readdir(out);
    if (first !== undefined) throw occupied(out, `already holds files (${first})`);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw occupied(out, 'is a file, not a folder');
    throw writeProblem(error, out);
  }
}
