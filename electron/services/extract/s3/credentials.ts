import {
  createCredentialChain,
  fromEnv,
  fromIni,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
import { refuse } from '../../../../shared/contracts/problem.ts';
import { withSources, type Profile } from './profiles.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface CredentialOptions {
  /** Keys a person entered; nothing else is asked then. */
  readonly keys?: Keys | undefined;
  readonly profile?: string | undefined;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly env: NodeJS.ProcessEnv;
  /** How the providers themselves reach STS and the sign-in services. */
  readonly requestHandler?: object | undefined;
}

type Provider = ReturnType<typeof createCredentialChain>;

/**
 * Where credentials come from, in this order: keys a person entered; the profile that was chosen; the environment; the
 * environment's web identity; the default profile. A profile may hold keys, or say SSO, `aws login`, a role to assume,
 * a process or a web identity. The metadata service of a cloud machine is never asked: on a laptop it only costs
 * seconds, and whoever answers there would be believed.
 */
export function credentialsFor(
  options: CredentialOptions,
): Provider | Awaited<ReturnType<Provider>> {
  const { keys, profile, profiles, env, requestHandler } = options;
  if (keys) {
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    };
  }
  const inner = requestHandler ? { clientConfig: { requestHandler } } : {};
  const name = profileName(profile, env);
  const ini = async (...args: Parameters<Provider>) => {
    refuseMetadata(profiles, name);
    return fromIni({ profile: name, ...inner })(...args);
  };
  if (profile !== undefined) {
    if (!profiles.has(profile)) throw noSuchProfile(profile, profiles);
    return createCredentialChain(ini);
  }
  return createCredentialChain(
    fromEnv(),
    ...(env['AWS_WEB_IDENTITY_TOKEN_FILE'] ? [fromTokenFile(inner)] : []),
    ini,
  );
}

/** Where the credentials of {@link credentialsFor} come from, in words; says nothing of whether they work. */
export function credentialsName(
  keys: Keys | undefined,
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): string {
  if (keys) return `The keys kept in Settings, …${keys.accessKeyId.slice(-4)}.`;
  if (profile === undefined && env['AWS_ACCESS_KEY_ID']) return 'Keys of the environment.';
  return `The profile ${profileName(profile, env)}.`;
}

export const profileName = (profile: string | undefined, env: NodeJS.ProcessEnv): string =>
  (profile ?? env['AWS_PROFILE']) || 'default';

function refuseMetadata(profiles: ReadonlyMap<string, Profile>, name: string): void {
  const source = withSources(profiles, name)
    .map((p) => p['credential_source'])
    .find((s) => s === 'Ec2InstanceMetadata' || s === 'EcsContainer');
  if (source !== undefined)
    throw refuse(
      'no_credentials',
      `The profile ${name} takes its credentials from ${source}, which exists on cloud machines only.`,
      {
        stillWorks: 'The days already synced stay as they are.',
        next: 'Choose a profile with SSO, aws login, a role or keys.',
      },
    );
}

function noSuchProfile(profile: string, profiles: ReadonlyMap<string, Profile>): Error {
  const known = [...profiles.keys()];
  return refuse('no_credentials', `There is no profile ${profile} in the AWS configuration.`, {
    stillWorks: 'The days already synced stay as they are.',
    next:
      known.length === 0
        ? 'Set one up with aws configure sso.'
        : `Choose one of ${known.join(', ')}.`,
  });
}
