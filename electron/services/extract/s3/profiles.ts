import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Settings of one profile, as the files have them. */
export type Profile = Readonly<Record<string, string>>;

/**
 * The profiles of the AWS configuration files, by name
 * (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html). Empty where there are no files.
 */
export async function readProfiles(
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<ReadonlyMap<string, Profile>> {
  const at = (name: string, fallback: string): string =>
    env[name] || path.join(home, '.aws', fallback);
  const [config, credentials] = await Promise.all([
    textOf(at('AWS_CONFIG_FILE', 'config')),
    textOf(at('AWS_SHARED_CREDENTIALS_FILE', 'credentials')),
  ]);
  const profiles = new Map<string, Profile>();
  for (const [section, values] of [...sections(config), ...sections(credentials)]) {
    // In one file a profile's name stands alone, in the other behind `profile`; `sso-session …` is none.
    const name = /^(?:profile\s+)?(\S+)$/.exec(section)?.[1];
    if (name !== undefined) profiles.set(name, { ...profiles.get(name), ...values });
  }
  return profiles;
}

/** The profile and those it takes its credentials from, in that order; each once. */
export function withSources(
  profiles: ReadonlyMap<string, Profile>,
  name: string,
): readonly Profile[] {
  const chain = new Set<Profile>();
  let profile = profiles.get(name);
  while (profile && !chain.has(profile)) {
    chain.add(profile);
    profile = profiles.get(profile['source_profile'] ?? '');
  }
  return [...chain];
}

/** The command that signs a person in again, or undefined for a profile that knows no sign-in. */
export function signInCommand(
  profiles: ReadonlyMap<string, Profile>,
  name: string,
): string | undefined {
  const chain = withSources(profiles, name);
  const option = name === 'default' ? '' : ` --profile ${name}`;
  if (chain.some((p) => p['sso_session'] ?? p['sso_start_url'])) return `aws sso login${option}`;
  if (chain.some((p) => p['login_session'])) return `aws login${option}`;
  return undefined;
}

function* sections(text: string): Generator<readonly [string, Profile]> {
  let name: string | undefined;
  let values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    const pair = /^([^\s=#;[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (head !== undefined) {
      if (name !== undefined) yield [name, values];
      name = head.trim();
      values = {};
    } else if (pair) values[(pair[1] ?? '').toLowerCase()] = pair[2] ?? '';
  }
  if (name !== undefined) yield [name, values];
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
