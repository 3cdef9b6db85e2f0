import { z } from 'zod';
import type { Freshness } from '../domain/freshness.ts';
import { call, type } from './call.ts';
import type { SyncProgress } from './sync.ts';

export interface AppStatus {
  readonly version: string;
  readonly dataFolder: string;
  readonly dataset: {
    /** Rises with every change of what the screens show. */
    readonly version: number;
    /** Newest published day; null before the first. */
    readonly ds: string | null;
    readonly runId: string | null;
    /** False where the delivery carried neither manifest nor control totals. */
    readonly verified: boolean;
    /** When that day was published here, ISO with zone. */
    readonly publishedAt: string | null;
    /** Published days. */
    readonly days: number;
    readonly firstDs: string | null;
    readonly offices: number;
    readonly accounts: number;
    /** Offices with an adoption score. */
    readonly scored: number;
    readonly scoreSettings: string | null;
    /** Rows set aside over all published days. */
    readonly setAside: number;
  };
  /** How old the data is, in words, as of the call. */
  readonly freshness: Freshness;
  readonly source: string | null;
  /** True while the data is the sample book. */
  readonly sample: boolean;
  /** The import that runs now. */
  readonly importing: SyncProgress | null;
  /** Something the person must know: e.g. the last delivery was held, and why. */
  readonly notices: readonly { readonly code: string; readonly text: string }[];
}

export const app = {
  status: call({ input: z.object({}), output: type<AppStatus>() }),
} as const;
