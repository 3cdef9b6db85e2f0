import { homedir } from 'node:os';
import type { AwsProfile } from '../../shared/contracts/profiles.ts';
import { readProfiles, signInCommand, type Profile } from '../services/extract/s3/profiles.ts';
import type { Table } from './table.ts';

export function profileCalls(): Pick<Table, 'profiles.list'> {
  return {
    'profiles.list': async () => {
      const found = await readProfiles(process.env, homedir());
      return [...found].map(([name, profile]) => ({
        name,
        way: wayOf(profile),
        region: profile['region'] ?? null,
        signIn: signInCommand(found, name) ?? null,
      }));
    },
  };
}

/** A role stands first: its profile names the one it is taken with, too. */
function wayOf(profile: Profile): AwsProfile['way'] {
  if (profile['role_arn']) return 'role';
  if (profile['sso_session'] ?? profile['sso_start_url']) return 'sso';
  if (profile['login_session']) return 'login';
  if (profile['credential_process']) return 'process';
  return profile['aws_access_key_id'] ? 'keys' : 'other';
}
