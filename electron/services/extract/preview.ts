import type { DeliveryPreview, PreviewRow } from '../../../shared/contracts/preview.ts';
import { problemOf, refuse, type Problem } from '../../../shared/contracts/problem.ts';
import { COLUMNS, columnOf } from '../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import { checkDelivery, findDeliveries, type CheckedFile } from './deliveries.ts';
import type { FoundDialect } from './detect.ts';
import { describeDialect } from './dialect.ts';
import { nullAt, textAt } from './fields.ts';
import { headerOf, ourName } from './header.ts';
import { partitionValues } from './hive.ts';
import { badDelivery } from './manifest.ts';
import { columnKey, type Mapping } from './mapping.ts';
import { openFile } from './open-file.ts';
import { openEach } from './open-ahead.ts';
import { readFile, settleDialect } from './read-file.ts';
import type { RawRecord } from './record.ts';
import type { Source } from './source.ts';

/** Enough to see whether columns and values stand where they belong. */
export const PREVIEW_ROWS = 20;
/** A value is shown to be recognised, not to be read to its end. */
const VALUE_CHARACTERS = 200;

export interface PreviewOptions {
  readonly mapping: Mapping;
  readonly signal: AbortSignal;
}

/**
 * The first rows of the newest delivery as a sync would read them. Throws `no_deliveries`, `bad_delivery` or what the
 * source refuses with; a file that lacks required columns is shown all the same, with the refusal as `problem`.
 */
export async function previewNewest(
  source: Source,
  { mapping, signal }: PreviewOptions,
): Promise<DeliveryPreview> {
  const [delivery] = findDeliveries(await source.list());
  if (!delivery)
    throw refuse('no_deliveries', `${source.name} holds no delivery of company_facts.`, {
      next: 'Check the folder or prefix: it holds company_facts/ds=…/run=…/ or one file a day.',
    });
  const { files } = await checkDelivery(source, delivery, mapping);
  const file = files.find(({ size }) => size > 0);
  if (!file) throw badDelivery(`The delivery of ${delivery.runId} holds no file with rows.`);
  await source.prefetch?.([file], { signal });
  // Files that lie elsewhere are not fetched for a look: the first one speaks for the day.
  const found = await foundIn(source, source.prefetch ? [file] : files, file, mapping);
  const { names, rows } = await firstRows(source, file, found, { mapping, signal });
  const { codec } = await lookedAt(source, file, mapping);
  const inPath = [...partitionValues(file.path).keys()].map((name) => ourName(name, mapping));
  const ours = names.map((name) => ourName(name, mapping));
  return {
    source: source.name,
    ds: delivery.day === undefined ? null : formatDay(delivery.day),
    runId: delivery.runId,
    files: files.length,
    file: file.path,
    codec,
    dialect: found.dialect,
    words: describeDialect(found.dialect),
    evidence: found.evidence,
    sure: found.sure,
    namesFrom: namesFrom(file, found),
    columns: names.map((name, i) => ({
      name,
      ours: columnOf(ours[i] ?? '') ? (ours[i] ?? null) : null,
      mapped: mapping.columns.has(columnKey(name)),
    })),
    inPath,
    missing: COLUMNS.filter(({ name }) => !ours.includes(name) && !inPath.includes(name)).map(
      ({ name, required }) => ({ name, required: required === true }),
    ),
    rows,
    problem: refusalOf(names, file, mapping),
  };
}

/** A file keeps to its day's way of writing; whether it has a header line it says itself. */
async function foundIn(
  source: Source,
  files: readonly CheckedFile[],
  file: CheckedFile,
  mapping: Mapping,
): Promise<FoundDialect> {
  const opener = openEach(source, mapping.limits);
  const own = await settleDialect(opener, [file], mapping);
  const common = files.length > 1 ? await settleDialect(opener, files, mapping) : own;
  if (!own || !common) throw badDelivery(`${file.path} holds nothing that could be looked at.`);
  const { header, trailingDelimiter } = own.dialect;
  return { ...common, dialect: { ...common.dialect, header, trailingDelimiter } };
}

class Enough extends Error {}

async function firstRows(
  source: Source,
  file: CheckedFile,
  settled: FoundDialect,
  { mapping, signal }: PreviewOptions,
): Promise<{ readonly names: readonly string[]; readonly rows: readonly PreviewRow[] }> {
  let names: readonly string[] = [];
  const rows: PreviewRow[] = [];
  try {
    await readFile(openEach(source, mapping.limits), file, {
      mapping,
      settled,
      signal,
      onNames: (those) => {
        names = [...those];
      },
      onRow(record) {
        rows.push(rowOf(record, names.length));
        if (rows.length === PREVIEW_ROWS) throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { names, rows };
}

function rowOf(record: RawRecord, width: number): PreviewRow {
  const values = Array.from({ length: record.fields }, (_, i) =>
    nullAt(record, i) ? null : textAt(record, i).slice(0, VALUE_CHARACTERS),
  );
  const fault =
    record.fault ??
    (record.fields === width ? null : `${record.fields} fields where ${width} columns are named`);
  return { values, fault };
}

async function lookedAt(
  source: Source,
  file: CheckedFile,
  mapping: Mapping,
): Promise<Pick<DeliveryPreview, 'codec'>> {
  const { codec, bytes } = await openFile(source, file.path, mapping.limits);
  await bytes.return(undefined);
  return { codec };
}

function namesFrom(file: CheckedFile, { dialect }: FoundDialect): DeliveryPreview['namesFrom'] {
  if (dialect.format === 'json' || dialect.format === 'parquet') return 'file';
  return dialect.header || !file.schema ? 'header' : 'manifest';
}

function refusalOf(names: readonly string[], file: CheckedFile, mapping: Mapping): Problem | null {
  try {
    const partitions = partitionValues(file.path);
    headerOf(names, { file: file.path, mapping, partitions, schema: file.schema });
    return null;
  } catch (error) {
    return problemOf(error);
  }
}
