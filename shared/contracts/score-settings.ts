import { z } from 'zod';
import { readProfile } from '../domain/score-profile-read.ts';
import type { AppliedProfile, BandMultiples, ScoreProfile } from '../domain/score-profile.ts';
import type { WhatIf } from '../domain/what-if.ts';
import { call, type } from './call.ts';
import type { SyncProgress, SyncReport } from './sync.ts';

/** A profile as it lies in a file; what is wrong with it is told by field, value and what is allowed. */
const profile = z.unknown().transform((value, context): ScoreProfile => {
  const read = readProfile(value);
  if (read.ok) return read.profile;
  for (const { field, text } of read.errors)
    context.addIssue({ code: 'custom', message: text, path: field.split('.').filter(Boolean) });
  return z.NEVER;
});

/** Why it was changed, for those who read the history. */
const reason = z.string().trim().min(1, 'a reason of at least one word').max(500);

export interface ScoreSettingsState {
  /** In force. */
  readonly profile: ScoreProfile;
  readonly version: string;
  readonly published: ScoreProfile;
  /** As they were fixed when the book was first scored with enough history; null before. */
  readonly setUp: BandMultiples | null;
  /** Settings of the scores on screen; null before any. */
  readonly scored: string | null;
  /** The learned model the risk on screen is by; null where it is the scorecard's. */
  readonly model: string | null;
  /** Newest first. */
  readonly history: readonly AppliedProfile[];
}

const scoring = {
  output: type<SyncReport>(),
  progress: type<SyncProgress>(),
  outlivesCaller: true,
  problems: ['busy', 'cancelled', 'disk_full'],
} as const;

export const scoreSettings = {
  get: call({ input: z.object({}), output: type<ScoreSettingsState>() }),
  /** The whole book under a profile that is not in force. The first question after new data takes as long as a scoring. */
  whatIf: call({
    input: z.object({ profile }),
    output: type<WhatIf>(),
    problems: ['no_deliveries'],
  }),
  /** Puts a profile in force and scores the book with it. */
  apply: call({ input: z.object({ profile, reason }), ...scoring }),
  /** Back to the published scorecard. */
  reset: call({ input: z.object({ reason }), ...scoring }),
  /** Back to the profile that was in force before this one. */
  undo: call({ input: z.object({}), ...scoring, problems: [...scoring.problems, 'not_found'] }),
  /** Scores the book with the profile in force, where that has not come to its end. */
  rescore: call({ input: z.object({}), ...scoring }),
} as const;
