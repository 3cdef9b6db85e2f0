import { openFile, type OpenedFile } from './open-file.ts';
import type { Source } from './source.ts';
import type { UnpackLimits } from './unpack.ts';

/** Opens files by their paths. */
export interface FileOpener {
  /** To be closed by whoever asked for it. */
  open(path: string): Promise<OpenedFile>;
  /** What a file begins with. */
  look(path: string): Promise<Pick<OpenedFile, 'format' | 'sample' | 'whole'>>;
}

/** One file at a time, whenever it is asked for. */
export const openEach = (source: Source, limits: UnpackLimits): FileOpener => ({
  open: (path) => openFile(source, path, limits),
  async look(path) {
    const opened = await openFile(source, path, limits);
    await opened.bytes.return(undefined);
    return opened;
  },
});

/**
 * Files that will be read one after the other: while one is, the next is being unpacked, by threads of Node's own. What
 * was opened and not asked for is closed in the end.
 */
export function openAhead(
  source: Source,
  paths: readonly string[],
  limits: UnpackLimits,
): FileOpener & { close(): Promise<void> } {
  const pending = new Map<string, Promise<OpenedFile>>();

  function begin(path: string): Promise<OpenedFile> {
    const opened = pending.get(path) ?? openFile(source, path, limits);
    pending.set(path, opened);
    // Whoever asks for the file hears of it.
    opened.catch(() => undefined);
    return opened;
  }

  return {
    look: begin,
    async open(path) {
      const opened = await begin(path);
      pending.delete(path);
      const next = paths[paths.indexOf(path) + 1];
      if (next !== undefined) void begin(next);
      return opened;
    },
    async close() {
      for (const opened of pending.values())
        await opened.then(
          ({ bytes }) => bytes.return(undefined),
          () => undefined,
        );
    },
  };
}
