import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DayStatus, SyncedDay, SyncReport } from '../../../shared/contracts/sync.ts';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import { openLocalSource } from '../extract/folder-source.ts';
import { all, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import type { Deciding } from './decide.ts';
import { syncRun } from './run.ts';

/** Deliveries written by hand for tests: the smallest extract that is one, and ways to spoil it. */
export type Row = Readonly<Record<string, string | number | null>>;

export function row(ds: string, location: string, more: Row = {}): Row {
  return {
    ds,
    company_id: 'c1',
    location_id: location,
    company_name: 'Acme',
    location_name: `Office ${location}`,
    location_status: 'active',
    visitors: 5,
    ...more,
  };
}

export interface DeliveryOptions {
  readonly ds: string;
  readonly run?: string;
  readonly rows: readonly Row[];
  /** Changes the file's bytes after the manifest has been written. */
  readonly spoil?: (bytes: Buffer) => Buffer;
  /** Changes the manifest before it is written. */
  readonly manifest?: (manifest: ManifestJson) => unknown;
  /** Raw text lines put after the rows. */
  readonly lines?: readonly string[];
}

interface ManifestJson {
  entries: { url: string; meta: { content_length: number; record_count: number } }[];
}

const cell = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return '@NULL@';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csvOf(rows: readonly Row[], lines: readonly string[] = []): string {
  const header = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  const body = rows.map((r) => header.map((name) => cell(r[name])).join(','));
  return `${[header.join(','), ...body, ...lines].join('\n')}\n`;
}

/** Writes `ds=…/run=…/` with one gzip part and its manifest; returns the part's path. */
export function writeDelivery(root: string, options: DeliveryOptions): string {
  const run = options.run ?? '20261121T031502Z';
  const folder = path.join(root, 'company_facts', `ds=${options.ds}`, `run=${run}`);
  mkdirSync(folder, { recursive: true });
  const bytes = gzipSync(csvOf(options.rows, options.lines));
  const file = path.join(folder, '0000_part_00.gz');
  const manifest: ManifestJson = {
    entries: [
      {
        url: `s3://bucket/company_facts/ds=${options.ds}/run=${run}/0000_part_00.gz`,
        meta: {
          content_length: bytes.length,
          record_count: 1 + options.rows.length + (options.lines?.length ?? 0),
        },
      },
    ],
  };
  writeFileSync(file, options.spoil ? options.spoil(bytes) : bytes);
  writeFileSync(
    path.join(folder, 'manifest'),
    JSON.stringify(options.manifest ? options.manifest(manifest) : manifest),
  );
  return file;
}

export function tempFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'atrium-test-'));
}

export function tempFacts(): WritableDB {
  return openFacts(tempFolder());
}

export interface SyncTestOptions {
  readonly from?: string;
  readonly to?: string;
  readonly keepDays?: number;
  readonly score?: () => void;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export async function syncFolder(
  db: WritableDB,
  place: string,
  options: SyncTestOptions = {},
): Promise<SyncReport> {
  return syncRun({
    db,
    source: await openLocalSource(place),
    from: options.from === undefined ? undefined : dayOf(options.from),
    to: options.to === undefined ? undefined : dayOf(options.to),
    signal: new AbortController().signal,
    keepDays: options.keepDays,
    now: () => '2026-11-21T04:00:00Z',
    score: options.score ?? (() => undefined),
    wait: options.wait ?? (() => Promise.resolve()),
  });
}

/** The last word on each day, newest day first. */
export function readDeliveries(
  db: ReadableDB,
  limit: number,
): readonly (SyncedDay & { readonly at: string })[] {
  const rows = all<{
    day: number;
    run_id: string;
    status: DayStatus;
    reason: string | null;
    rows: number;
    rejected: number;
    at: string;
  }>(
    db,
    `SELECT day, run_id, status, reason, rows, rejected, at FROM delivery
     WHERE id IN (SELECT max(id) FROM delivery GROUP BY day) ORDER BY day DESC LIMIT ?`,
    limit,
  );
  return rows.map(({ day, ...rest }) => ({ ds: formatDay(day), ...rest }));
}

/** What `ada` needs to decide about a day. */
export async function deciding(db: WritableDB, root: string, ds: string): Promise<Deciding> {
  return {
    db,
    source: await openLocalSource(root),
    day: dayOf(ds),
    by: 'ada',
    signal: new AbortController().signal,
    now: () => '2026-11-21T05:00:00Z',
    score: () => undefined,
  };
}
