import path from 'node:path';
import { dayOf } from '../../shared/domain/day.ts';
import { refuse } from '../../shared/contracts/problem.ts';
import type { S3SourceOptions, SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import { testSource } from '../services/extract/open-source.ts';
import { currentProfile } from '../services/people/score-profile.ts';
import { readWords } from '../services/people/csm-word.ts';
import { readSettings } from '../services/people/settings.ts';
import type { Undo } from '../services/people/undo.ts';
import { csvReport } from '../services/reports/csv-report.ts';
import { readModelNotes } from '../services/scores/learn-drift.ts';
import type { ReadableDB, WritableDB } from '../services/sqlite/db.ts';
import { readAccountDetail, readAccounts } from '../services/store/accounts.ts';
import { readFreshness } from '../services/store/freshness.ts';
import { readOfficeDetail, readSeries } from '../services/store/office-detail.ts';
import { countOffices, findOffices } from '../services/store/find-offices.ts';
import { readAccountList, readOfficeTable } from '../services/store/office-list.ts';
import { findOffice, readOffices } from '../services/store/offices.ts';
import { readRecoveries } from '../services/store/recovery.ts';
import { findByText } from '../services/store/search.ts';
import { readDataset, readNotices, readSource } from '../services/store/status.ts';
import { readDayChecks } from '../services/sync/read-checks.ts';
import { apartFrom } from './apart.ts';
import { changesCalls } from './changes-calls.ts';
import { csmWordCalls } from './csm-word-calls.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { healthCalls } from './health-calls.ts';
import type { Imports } from './imports.ts';
import type { Learning } from './learning.ts';
import { learningCalls } from './learning-calls.ts';
import { rememberedConnection, shellReach } from './connection.ts';
import { whoAmI, type DecisionJob } from './decision-job.ts';
import type { Ask } from './questions.ts';
import type { Schedule } from './schedule.ts';
import { scheduleCalls } from './schedule-calls.ts';
import { modelsCalls } from './models-calls.ts';
import { previewCalls } from './preview-calls.ts';
import { profileCalls } from './profile-calls.ts';
import { scoreSettingsCalls } from './score-settings-calls.ts';
import { storageCalls } from './storage-calls.ts';
import type { CallContext, Table } from './table.ts';
import { settingsCalls, undoCalls } from './undo-calls.ts';
import type { WhatIfAnswers } from './what-if.ts';

export interface Services {
  readonly dataFolder: string;
  readonly version: string;
  readonly facts: ReadableDB;
  readonly people: WritableDB;
  readonly imports: Imports;
  readonly schedule: Schedule;
  readonly undo: Undo;
  readonly whatIf: WhatIfAnswers;
  readonly learning: Learning;
  readonly ask: Ask | undefined;
}

/** The engine's table: each call, and the services that answer it. */
export function handlers(services: Services): Table {
  const { dataFolder, version, facts, people, imports, schedule, undo, whatIf } = services;
  const now = (): string => new Date().toISOString();
  const apart = apartFrom(facts, people, now);
  const reach = shellReach(services.ask);
  const connectionTo = (place: string): S3SourceOptions | undefined =>
    rememberedConnection(place, readSettings(people).connection, facts);
  const decide = (
    decision: Omit<DecisionJob, 'by'>,
    context: CallContext<SyncProgress>,
  ): Promise<SyncReport> => {
    const { source } = readSource(facts);
    if (!source) throw refuse('not_found', 'No day has been synced yet.');
    const s3 = connectionTo(source);
    return imports.run({ kind: 'decide', source, s3, by: whoAmI(), ...decision }, context);
  };
  return {
    'app.status': () => ({
      version,
      dataFolder,
      dataset: readDataset(facts),
      freshness: readFreshness(facts, new Date().toISOString()),
      ...readSource(facts),
      importing: imports.current(),
      notices: [...readNotices(facts), ...readRecoveries(facts), ...readModelNotes(facts)],
    }),

    'offices.table': ({ since }) => readOfficeTable(facts, since),
    'offices.find': (query) => findOffices(facts, query),
    'offices.count': ({ filter }) => countOffices(facts, filter),
    'offices.list': ({ csm, company, sort, limit }) =>
      readOffices(facts, { csm, company, sort, limit }),
    'offices.get': (key) => readOfficeDetail(facts, findOffice(facts, key)),
    'offices.series': ({ measures, days, ...key }) =>
      readSeries(facts, findOffice(facts, key).ord, { measures, days }),

    'accounts.table': () => apart.table(readAccountList(facts)),
    'accounts.list': ({ csm, company, sort, limit }) =>
      apart.accounts(readAccounts(facts, { csm, company, sort, limit })),
    'accounts.get': ({ companyId }) => apart.account(readAccountDetail(facts, companyId)),

    ...healthCalls(facts, version, () => new Date().toISOString()),

    'sync.run': ({ source, from, to, s3 }, context) => {
      const place = source ?? readSource(facts).source;
      if (!place)
        throw refuse('source_missing', 'No source was named and none is known from before.', {
          next: 'Choose a folder or file to sync from.',
        });
      const connection = s3 ?? connectionTo(place);
      return imports.run({ kind: 'sync', source: place, from, to, s3: connection }, context);
    },
    'sync.testConnection': ({ source, s3 }, { signal }) =>
      testSource(source, {
        s3: s3 ?? connectionTo(source),
        cacheFolder: path.join(dataFolder, 'cache'),
        signal,
        ...reach,
      }),
    'sync.cancel': () => ({ cancelled: imports.cancel() }),
    'sync.checks': ({ ds }) => readDayChecks(facts, ds === undefined ? undefined : dayOf(ds)),
    'sync.publishAnyway': ({ ds, reason }, context) =>
      decide({ what: 'publish_anyway', ds, reason }, context),
    'sync.rollBack': ({ ds, reason }, context) =>
      decide({ what: 'roll_back', ds, reason }, context),
    'sync.undoDecision': ({ ds }, context) => decide({ what: 'undo', ds, reason: '' }, context),

    'search.find': (query) => findByText(facts, query),

    ...scheduleCalls(schedule),

    ...changesCalls(facts),
    ...csmWordCalls(facts, people, undo, now),
    ...evidenceCalls(facts, people, now),

    ...previewCalls({ dataFolder, lastSource: () => readSource(facts), connectionTo, reach }),
    ...profileCalls(),
    ...learningCalls({
      dataFolder,
      facts,
      imports,
      learning: services.learning,
      profile: () => currentProfile(people),
      who: whoAmI,
    }),
    ...modelsCalls(dataFolder, facts, () => new Date().toISOString()),
    ...storageCalls({ dataFolder, importing: () => imports.current() !== null }),

    'sample.open': (size, context) => imports.run({ kind: 'sample', ...size }, context),
    'sample.remove': async (_input, context) => {
      const { sample } = readSource(facts);
      if (sample)
        await imports.run(
          { kind: 'remove-sample' },
          { signal: context.signal, progress: () => undefined },
        );
      return { removed: sample };
    },

    'reports.csv': (request) =>
      csvReport(
        facts,
        request,
        { version, now: now() },
        { words: readWords(people), accounts: apart.table },
      ),

    ...scoreSettingsCalls({ facts, people, imports, whatIf, now, who: whoAmI }),
    ...settingsCalls(people, undo, () => new Date().toISOString()),
    ...undoCalls(people, undo),
  };
}
