import type { Readable } from 'node:stream';

export interface SourceFile {
  /** Relative to the source, with `/` between folders. */
  readonly path: string;
  /** Bytes as stored. */
  readonly size: number;
  /** Names this version of the file, where the source can tell: equal ETag and size, the same bytes. No MD5. */
  readonly etag?: string | undefined;
}

export interface PrefetchOptions {
  readonly signal: AbortSignal;
  /** Bytes that are local by now, those of earlier tries included, and of how many. */
  readonly onBytes?: (done: number, total: number) => void;
}

/** Where deliveries come from. Sync knows this and nothing else of folders or buckets. */
export interface Source {
  /** What a person calls it: the folder, the file, the bucket and prefix. */
  readonly name: string;
  /**
   * How manifests name this place: `s3://bucket/prefix/`. Absent for a folder, which may be a copy of any: there only the
   * delivery's own folders count.
   */
  readonly address?: string | undefined;
  list(): Promise<readonly SourceFile[]>;
  /**
   * Makes files local, several at once, before they are read; what is there from an earlier try is kept. Absent where
   * files are local already. `open` works without it, one file after the other.
   */
  prefetch?(files: readonly SourceFile[], options: PrefetchOptions): Promise<void>;
  /** Drops local copies that turned out damaged; the next reader gets them anew. Absent where there are no copies. */
  forget?(files: readonly SourceFile[]): Promise<void>;
  open(path: string): Readable;
  /** Small files whole: manifests and markers. */
  readText(path: string): Promise<string>;
}
