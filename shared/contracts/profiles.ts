import { z } from 'zod';
import { call, type } from './call.ts';

/** A profile of the AWS configuration files. Names and ways only: keys never leave the files. */
export interface AwsProfile {
  readonly name: string;
  /** How it gets its credentials; `other`: in no way we know. */
  readonly way: 'sso' | 'login' | 'role' | 'process' | 'keys' | 'other';
  readonly region: string | null;
  /** The command that signs a person in again; null where there is no sign-in. */
  readonly signIn: string | null;
}

export const profiles = {
  list: call({ input: z.object({}), output: type<readonly AwsProfile[]>() }),
} as const;
