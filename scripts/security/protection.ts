/** Tests that hold a protection: a file of vitest's and the name of one of its tests. */
export interface HeldBy {
  readonly file: string;
  readonly test: string;
}

/** How a protection is taken out, so that what holds it must fail. */
export interface Removal {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
  readonly heldBy: HeldBy;
}

export interface Protection {
  /** Number in Electron's list (https://www.electronjs.org/docs/latest/tutorial/security), or a letter for our own. */
  readonly point: string;
  readonly title: string;
  /** What we do about it, in a sentence or two. */
  readonly says: string;
  readonly removals: readonly Removal[];
}
