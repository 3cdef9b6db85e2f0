import { problemOf, refuse } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import {
  DEFAULT_PROFILE,
  profileVersion,
  type AppliedProfile,
} from '../../shared/domain/score-profile.ts';
import { averageLogit } from '../../shared/scoring/settings.ts';
import {
  currentProfile,
  dropNewestProfile,
  keepProfile,
  previousProfile,
  profileHistory,
} from '../services/people/score-profile.ts';
import { readSetUp } from '../services/scores/profile.ts';
import type { ReadableDB, WritableDB } from '../services/sqlite/db.ts';
import { readDataset } from '../services/store/status.ts';
import type { Imports } from './imports.ts';
import type { CallContext, EngineCall, Table } from './table.ts';
import type { WhatIfAnswers } from './what-if.ts';

/** What is set about the scores. `now`: ISO; `who`: the person at this computer. */
export function scoreSettingsCalls(options: {
  readonly facts: ReadableDB;
  readonly people: WritableDB;
  readonly imports: Pick<Imports, 'run'>;
  readonly whatIf: WhatIfAnswers;
  readonly now: () => string;
  readonly who: () => string;
}): Pick<Table, Extract<EngineCall, `scoreSettings.${string}`>> {
  const { facts, people, imports } = options;
  const scored = (context: CallContext<SyncProgress>): Promise<SyncReport> =>
    imports.run({ kind: 'rescore' }, context);

  async function put(
    entry: Pick<AppliedProfile, 'what' | 'reason' | 'profile'>,
    context: CallContext<SyncProgress>,
  ): Promise<SyncReport> {
    keepProfile(people, { ...entry, at: options.now(), by: options.who() });
    try {
      return await scored(context);
    } catch (error) {
      // Another import runs: nothing was scored, so nothing was applied. Cut off later, it stays in force to be scored.
      if (problemOf(error).code === 'busy') dropNewestProfile(people);
      throw error;
    }
  }

  return {
    'scoreSettings.get'() {
      const profile = currentProfile(people);
      const thresholds = readSetUp(facts)?.thresholds;
      // As the scoring names them: the settings, and the model where one took the scorecard's place.
      const scoredBy = readDataset(facts).scoreSettings?.split(' by ');
      const average = averageLogit(DEFAULT_PROFILE.annual_churn);
      return {
        profile,
        version: profileVersion(profile),
        published: DEFAULT_PROFILE,
        setUp: thresholds
          ? {
              elevated: Math.exp(thresholds.elevated - average),
              high: Math.exp(thresholds.high - average),
            }
          : null,
        scored: scoredBy?.[0] ?? null,
        model: scoredBy?.[1] ?? null,
        history: profileHistory(people),
      };
    },
    'scoreSettings.whatIf': ({ profile }) => options.whatIf(currentProfile(people), profile),
    'scoreSettings.apply': ({ profile, reason }, context) =>
      put({ what: 'apply', reason, profile }, context),
    'scoreSettings.reset': ({ reason }, context) =>
      put({ what: 'reset', reason, profile: DEFAULT_PROFILE }, context),
    'scoreSettings.undo'(_input, context) {
      const profile = previousProfile(people);
      if (!profile) throw refuse('not_found', 'Nothing was set about the scores yet.');
      return put({ what: 'undo', reason: 'Taken back', profile }, context);
    },
    'scoreSettings.rescore': (_input, context) => scored(context),
  };
}
