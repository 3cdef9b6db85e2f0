import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes beside the file, down to the disk, and renames, so that neither a full disk nor a power cut leaves half of it
 * under its name. Throws what the system says; then the file is as it was.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  mode = 0o666,
): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    const handle = await open(beside, 'w', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}
