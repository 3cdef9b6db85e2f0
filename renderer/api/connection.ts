import type { ConnectionStep } from '../../shared/contracts/sync.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { ask } from './call.ts';

type Connection = NonNullable<Settings['connection']>;

/** Tries the seven steps to a bucket; the first that fails says how to mend it. Reads a listing, changes nothing. */
export function testConnection(
  source: string,
  connection: Connection,
): Promise<readonly ConnectionStep[]> {
  const { endpoint, region, profile, pathStyle, compatibility } = connection;
  return ask('sync.testConnection', {
    source,
    s3: { endpoint, region, profile, pathStyle, compatibility: compatibility ?? false },
  });
}
