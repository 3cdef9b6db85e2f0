import type { Readable } from 'node:stream';

export interface SourceFile {
  /** Relative to the source, with `/` between folders. */
  readonly path: string;
  /** Bytes as stored. */
  readonly size: number;
}

/** Where deliveries come from. Sync knows this and nothing else of folders or buckets. */
export interface Source {
  /** What a person calls it: the folder, the file, the bucket and prefix. */
  readonly name: string;
  list(): Promise<readonly SourceFile[]>;
  open(path: string): Readable;
  /** Small files whole: manifests and markers. */
  readText(path: string): Promise<string>;
}
