import { useQuery } from '@tanstack/react-query';
import type { EnteredKeys } from '../../shared/contracts/keys.ts';
import { AtriumError } from '../../shared/contracts/problem.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import type { ConnectionStep } from '../../shared/contracts/sync.ts';
import { ask } from './call.ts';
import { client } from './client.ts';

type Connection = NonNullable<Settings['connection']>;

/** Tries the seven steps to a bucket; the first that fails says how to mend it. Reads a listing, changes nothing. */
export function testConnection(
  source: string,
  connection: Connection,
): Promise<readonly ConnectionStep[]> {
  const { bucket: _, prefix: __, ...s3 } = connection;
  return ask('sync.testConnection', { source, s3 });
}

/** The profiles of the AWS configuration files; read anew with every visit, because they are edited elsewhere. */
export const useProfiles = () =>
  useQuery({
    queryKey: ['profiles.list'],
    queryFn: () => ask('profiles.list', {}),
    staleTime: 0,
  });

const KEYS = ['keys.state'] as const;

/** The keys kept by this computer's keychain; null where there is none to keep them (the page). */
export const useKeptKeys = () =>
  useQuery({
    queryKey: KEYS,
    queryFn: async () => {
      try {
        return await ask('keys.state', {});
      } catch (error) {
        if (error instanceof AtriumError && error.problem.code === 'not_here') return null;
        throw error;
      }
    },
  });

export async function keepKeys(keys: EnteredKeys): Promise<void> {
  client.setQueryData(KEYS, await ask('keys.keep', keys));
}
export async function forgetKeys(): Promise<void> {
  client.setQueryData(KEYS, await ask('keys.forget', {}));
}
