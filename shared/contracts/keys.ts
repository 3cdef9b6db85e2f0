import { z } from 'zod';
import { call, type } from './call.ts';

/** Keys of a bucket as a person enters them; they go one way, into the computer's keychain, and never come back. */
export const enteredKeys = z.object({
  bucket: z.string().trim().min(1).max(255),
  accessKeyId: z.string().trim().min(1).max(128),
  secretAccessKey: z.string().trim().min(1).max(512),
  /** Of keys that end after some hours. */
  sessionToken: z.string().trim().min(1).max(8192).optional(),
});
export type EnteredKeys = z.output<typeof enteredKeys>;

/** The file they are kept in: what may be seen without asking the keychain. All of it is in `sealed` too, and that counts. */
export const keptKeys = z.object({
  version: z.literal(1),
  bucket: z.string(),
  /** Last signs of the access key's id. */
  ending: z.string(),
  /** Base64 of what the keychain made of the keys. */
  sealed: z.string(),
});
export type KeptKeys = z.output<typeof keptKeys>;

export interface KeysState {
  readonly kept: boolean;
  readonly forBucket: string | null;
  /** Its last four signs, `…WXYZ`; enough to tell two keys apart. */
  readonly accessKeyId: string | null;
  /** `none`: nothing on this computer can protect a secret, so `keep` refuses. */
  readonly protection: 'keychain' | 'none';
  /** Where the keys are kept, or why they cannot be and what to do instead. */
  readonly text: string;
}

/** One set of keys, for one bucket. Only the window can keep any; a page in a browser refuses with `not_here`. */
export const keys = {
  state: call({
    input: z.object({}),
    output: type<KeysState>(),
    by: 'shell',
    problems: ['not_here'],
  }),
  /** Replaces what was kept. */
  keep: call({
    input: enteredKeys,
    output: type<KeysState>(),
    by: 'shell',
    problems: ['not_here', 'no_keychain', 'unwritable_folder', 'disk_full'],
  }),
  forget: call({
    input: z.object({}),
    output: type<KeysState>(),
    by: 'shell',
    problems: ['not_here', 'unwritable_folder'],
  }),
} as const;
