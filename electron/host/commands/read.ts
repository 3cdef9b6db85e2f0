import type { InputOf } from '../../../shared/contracts/contract.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { bandNote } from '../../../shared/scoring/band-note.ts';
import { besideLines } from './model-words.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { saidLine } from './word.ts';
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

export async function explain(
  at: Surroundings,
  locationId: string,
  options: { readonly company?: string | undefined; readonly json?: boolean | undefined },
): Promise<ExitCode> {
  const key = { locationId, companyId: options.company };
  const { office, models, all } = await withEngine(at, { hold: false }, async (engine) => ({
    office: await call(engine, 'offices.get', key, at),
    models: await call(engine, 'models.ofOffice', key, at),
    all: await call(engine, 'csmWord.all', {}, at),
  }));
  const words = all.filter(
    (each) => each.company_id === office.company_id && each.location_id === locationId,
  );
  const lines = [
    ...explanation(office),
    ...words.map((each) => `Beside the scores, ${saidLine(each)}`),
    ...besideLines(models),
  ];
  at.out(options.json ? json({ ...office, models, words }) : `${lines.join('\n')}\n`);
  return 0;
}

const signed = (n: number): string => (n < 0 ? '−' : '+') + Math.abs(n).toFixed(2);

function explanation(o: OfficeDetail): string[] {
  const lines = [
    `${o.company_name}, ${o.location_name} (${o.location_id}), data of ${o.ds}`,
    `${o.state}: ${o.state_text}`,
  ];
  if (o.adoption) {
    lines.push(
      '',
      `Adoption ${o.adoption.score.toFixed(0)} (80% band ${o.adoption.low.toFixed(0)} to ${o.adoption.high.toFixed(0)}, confidence ${o.adoption.confidence.toFixed(2)})`,
      ...table(o.adoption.parts.map((p) => [p.code, signed(p.points), p.text])),
    );
  }
  if (o.risk) {
    const unsettled = bandNote(o.risk);
    lines.push(
      '',
      `Churn risk ${o.risk.band}, ${o.risk.odds.toFixed(1)}× the book average (logit ${o.risk.logit.toFixed(3)}, not calibrated)`,
      ...(unsettled === null ? [] : [unsettled]),
      ...table([
        ['baseline', signed(o.risk.baseline), 'the book'],
        ...o.risk.reasons.map((r) => [r.code, r.available ? signed(r.points) : 'n/a', r.text]),
      ]),
    );
  }
  for (const flag of o.flags) lines.push(`Note: ${flag.text}`);
  lines.push('', `Newest row: ${o.source.file}, record ${o.source.record}`);
  return lines;
}
