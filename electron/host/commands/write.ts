import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sampleSize } from '../../../shared/contracts/sample.ts';
import type { S3SourceOptions, SyncReport } from '../../../shared/contracts/sync.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import { writeSample } from '../../services/sample/write.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { writeBeside } from './whole-file.ts';
import { officeTable, progressLine, reportLines } from './words.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const troubled = (report: SyncReport): boolean =>
  report.cancelled || report.days.some((d) => d.status === 'held' || d.status === 'failed');

/** Offices to show at the end of `demo`. */
const DEMO_OFFICES = 10;

/** Sample book → sync → score → the ten offices to talk about first. */
export async function demo(at: Surroundings, asJson: boolean): Promise<ExitCode> {
  return withEngine<ExitCode>(at, { hold: true }, async (engine) => {
    const before = await call(engine, 'app.status', {}, at);
    // A sample book that was cut off half-way is made anew.
    if (!before.sample || before.dataset.days < sampleSize.parse({}).days) {
      const report = await call(engine, 'sample.open', {}, at, (p) => at.progress(progressLine(p)));
      for (const line of reportLines(report)) at.err(line);
      if (troubled(report)) return 1;
    }
    const offices = await call(engine, 'offices.list', { sort: 'risk', limit: DEMO_OFFICES }, at);
    at.out(asJson ? json(offices) : `${officeTable(offices).join('\n')}\n`);
    return 0;
  });
}

export async function sync(
  at: Surroundings,
  options: {
    readonly source?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly json?: boolean | undefined;
    /** For an s3:// source; undefined where nothing of it was said. */
    readonly s3?: S3SourceOptions | undefined;
  },
): Promise<ExitCode> {
  for (const ds of [options.from, options.to])
    if (ds !== undefined && parseDay(ds) === undefined)
      throw new UsageError(`${ds} is not a day like 2026-11-20.`);
  const { source, from, to, s3 } = options;
  if (s3 !== undefined && !source?.startsWith('s3://'))
    throw new UsageError(
      '--endpoint, --region, --profile, --path-style and --compatibility go with --source s3://….',
    );
  const report = await withEngine(at, { hold: true }, (engine) =>
    call(engine, 'sync.run', { source, from, to, s3 }, at, (p) => at.progress(progressLine(p))),
  );
  if (options.json) at.out(json(report));
  for (const line of reportLines(report)) at.err(line);
  return troubled(report) ? 1 : 0;
}

/** The way to a bucket, step by step. */
export async function testConnection(
  at: Surroundings,
  options: {
    readonly source?: string | undefined;
    readonly s3?: S3SourceOptions | undefined;
    readonly json?: boolean | undefined;
  },
): Promise<ExitCode> {
  const { source, s3 } = options;
  if (!source?.startsWith('s3://')) throw new UsageError('--test goes with --source s3://….');
  const steps = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'sync.testConnection', { source, ...(s3 === undefined ? {} : { s3 }) }, at),
  );
  const words = { ok: 'ok', failed: 'FAILED', not_run: 'not tried' } as const;
  at.out(
    options.json
      ? json(steps)
      : steps
          .map((s) => `${s.title.padEnd(18)}${words[s.status].padEnd(10)}${s.text} ${s.next ?? ''}`)
          .map((line) => `${line.trimEnd()}\n`)
          .join(''),
  );
  return steps.some((s) => s.status === 'failed') ? 1 : 0;
}

export async function sample(
  at: Surroundings,
  options: Readonly<Record<'locations' | 'days' | 'seed' | 'out', string | undefined>>,
): Promise<ExitCode> {
  if (!options.out) throw new UsageError('--out DIR says where the deliveries are written.');
  const size = sampleSize.safeParse(
    Object.fromEntries(
      (['locations', 'days', 'seed'] as const)
        .filter((name) => options[name] !== undefined)
        .map((name) => [name, Number(options[name])]),
    ),
  );
  if (!size.success) {
    const issue = size.error.issues[0];
    throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const written = await writeSample({
    ...size.data,
    out: path.resolve(options.out),
    signal: at.signal,
    onProgress: (p) => at.progress(`Writing ${p.day.ds}  ${p.daysDone} of ${p.daysTotal} days`),
  });
  at.err(
    `${written.days} days, ${written.rows.toLocaleString('en-US')} rows in ${path.resolve(options.out)}.`,
  );
  return 0;
}

export async function exportFile(
  at: Surroundings,
  options: {
    readonly location?: string | undefined;
    readonly company?: string | undefined;
    readonly all?: boolean | undefined;
    readonly format?: string | undefined;
    readonly out?: string | undefined;
  },
): Promise<ExitCode> {
  const { location, company, all, format = 'csv', out } = options;
  if (format !== 'csv') throw new UsageError(`--format is csv, not ${format}.`);
  if (!out) throw new UsageError('--out PATH says where the file is written.');
  if (location === undefined && company === undefined && !all)
    throw new UsageError('Say what to export: --location ID, --company ID or --all.');
  const file = await withEngine(at, { hold: false }, (engine) => {
    if (location !== undefined)
      return call(
        engine,
        'reports.csv',
        { scope: 'location', locationId: location, companyId: company },
        at,
      );
    if (company !== undefined)
      return call(engine, 'reports.csv', { scope: 'company', companyId: company }, at);
    return call(engine, 'reports.csv', { scope: 'all' }, at);
  });
  const target = path.resolve(out);
  writeBeside(target, (part) => writeFileSync(part, file.bytes));
  at.err(`${file.rows} rows in ${target}.`);
  return 0;
}
