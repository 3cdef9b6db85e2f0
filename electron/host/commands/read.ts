import type { InputOf } from '../../../shared/contracts/contract.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { officeTable, scheduleLines, table } from './words.ts';

export interface ListOptions {
  readonly csm?: string | undefined;
  readonly company?: string | undefined;
  readonly sort?: string | undefined;
  readonly limit?: string | undefined;
  readonly json?: boolean | undefined;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export async function status(at: Surroundings, asJson: boolean): Promise<ExitCode> {
  const { answer, schedule } = await withEngine(at, { hold: false }, async (engine) => ({
    answer: await call(engine, 'app.status', {}, at),
    schedule: await call(engine, 'schedule.get', {}, at),
  }));
  if (asJson) {
    // What a window or page plans next is known to that process only.
    const { paused, pausedUntil, last } = schedule;
    at.out(json({ ...answer, schedule: { paused, pausedUntil, last } }));
    return 0;
  }
  const { dataset } = answer;
  at.out(`Data folder   ${answer.dataFolder}\n`);
  at.out(`Source        ${answer.source ?? 'none yet'}${answer.sample ? ' (sample book)' : ''}\n`);
  at.out(`State         ${answer.freshness.text}\n`);
  at.out(
    dataset.ds === null
      ? 'Data          no day synced yet\n'
      : `Data          to ${dataset.ds}, ${dataset.days} days from ${dataset.firstDs}${dataset.verified ? '' : ', unverified'}\n`,
  );
  at.out(
    `Offices       ${dataset.offices} in ${dataset.accounts} accounts, ${dataset.scored} scored\n`,
  );
  for (const source of answer.freshness.sources)
    if (source.state === 'late' || source.state === 'stale')
      at.out(`${source.state === 'late' ? 'Late source   ' : 'Stale source  '}${source.text}\n`);
  if (dataset.setAside > 0) at.out(`Set aside     ${dataset.setAside} rows\n`);
  for (const line of scheduleLines(schedule)) at.out(`${line}\n`);
  for (const notice of answer.notices) at.out(`${notice.text}\n`);
  return 0;
}

function listing(options: ListOptions): InputOf<'offices.list'> {
  const sort = options.sort ?? 'risk';
  if (sort !== 'risk' && sort !== 'adoption' && sort !== 'arr')
    throw new UsageError(`--sort is risk, adoption or arr, not ${sort}.`);
  const limit = options.limit === undefined ? undefined : Number(options.limit);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1))
    throw new UsageError(`--limit is a whole number above 0, not ${options.limit}.`);
  return {
    sort,
    limit,
    csm: options.csm,
    company: options.company,
  };
}

export async function locations(at: Surroundings, options: ListOptions): Promise<ExitCode> {
  const query = listing(options);
  const offices = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'offices.list', query, at),
  );
  at.out(options.json ? json(offices) : `${officeTable(offices).join('\n')}\n`);
  return 0;
}

export async function accounts(at: Surroundings, options: ListOptions): Promise<ExitCode> {
  const query = listing(options);
  const rows = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'accounts.list', query, at),
  );
  if (options.json) {
    at.out(json(rows));
    return 0;
  }
  const lines = table([
    [
      'Account',
      'CSM',
      'Offices',
      'High',
      'Elevated',
      'Adoption',
      'ARR',
      'Renewal',
      'Talk first about',
    ],
    ...rows.map((r) => [
      r.company_name,
      r.csm_email,
      r.offices,
      r.high,
      r.elevated,
      r.adoption === null ? null : Math.round(r.adoption),
      r.arr === null ? null : `${Math.round(r.arr).toLocaleString('en-US')} ${r.currency ?? ''}`,
      r.renewal_on,
      r.worst?.location_name ?? null,
    ]),
  ]);
  at.out(`${lines.join('\n')}\n`);
  return 0;
}
