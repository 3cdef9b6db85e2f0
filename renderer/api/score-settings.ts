import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DEFAULT_PROFILE, profileVersion, sameProfile } from '../../shared/domain/score-profile.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { ask } from './call.ts';
import { client, DATA, STATUS_KEY } from './client.ts';

export const useScoreSettings = () =>
  useQuery({
    queryKey: [DATA, 'scoreSettings.get'],
    queryFn: ({ signal }) => ask('scoreSettings.get', {}, { signal }),
  });

/** Hundreds of profiles are looked at while a weight moves; none of them is worth keeping. */
const FORGET_MS = 10_000;

/** The book under a profile. While the next one is computed, the one before stays. */
export const useWhatIf = (profile: ScoreProfile) =>
  useQuery({
    queryKey: [DATA, 'scoreSettings.whatIf', profileVersion(profile)],
    queryFn: ({ signal }) => ask('scoreSettings.whatIf', { profile }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: FORGET_MS,
  });

/** How an account's numbers came to be what they are, by cause, newest first. */
export const useAccountChanges = (companyId: string) =>
  useQuery({
    queryKey: [DATA, 'changes.ofAccount', companyId],
    queryFn: ({ signal }) => ask('changes.ofAccount', { companyId }, { signal }),
  });

/** Puts a profile in force and waits until the book is scored with it; throws what refuses it. */
export async function applyProfile(profile: ScoreProfile, reason: string): Promise<void> {
  if (sameProfile(profile, DEFAULT_PROFILE)) await ask('scoreSettings.reset', { reason });
  else await ask('scoreSettings.apply', { profile, reason });
  await refresh();
}

/** Back to the profile that was in force before. */
export async function undoProfile(): Promise<void> {
  await ask('scoreSettings.undo', {});
  await refresh();
}

/** Scores the book with the profile in force, where that did not come to its end. */
export async function scoreAgain(): Promise<void> {
  await ask('scoreSettings.rescore', {});
  await refresh();
}

async function refresh(): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: STATUS_KEY }),
    client.invalidateQueries({ queryKey: [DATA] }),
  ]);
}
