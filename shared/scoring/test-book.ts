import type { BookFacts, FeatureFacts, Grid, OfficeAttributes } from './book.ts';
import { weekday } from '../domain/day.ts';
import type { TrendInput, TrendRows } from './posterior.ts';
import { DEFAULT_SETTINGS, type ScoreSettings } from './settings.ts';

/** A small seeded book for the unit tests of the scores. */
export interface TestOffice extends Partial<OfficeAttributes> {
  /** Visitors per standard day. */
  readonly rate?: number;
  /** Multiplies the visitors of the last 28 days. */
  readonly change?: number;
  /** Days since the last row with use (zeros afterwards). */
  readonly silentDays?: number;
}

export const AS_OF = 20_600;

/** xorshift32: numbers in [0, 1), the same for the same seed. */
export function seeded(seed: number): () => number {
  let s = (seed || 1) >>> 0;
  return () => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 0x1_0000_0000;
  };
}

export function poisson(mean: number, random: () => number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss(random)));
  const stop = Math.exp(-mean);
  let k = 0;
  for (let p = random(); p > stop; p *= random()) k++;
  return k;
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function testBook(
  offices: readonly TestOffice[],
  options: { days?: number; seed?: number; settings?: Partial<ScoreSettings> } = {},
): BookFacts {
  const n = offices.length;
  const days = options.days ?? 300;
  const firstDay = AS_OF - days + 1;
  const grid = (): Grid => ({
    firstDay,
    days,
    offices: n,
    values: new Float32Array(days * n).fill(Number.NaN),
  });
  const visitors = grid();
  const hosts = grid();
  const logins = grid();
  const sev1 = grid();
  const tickets = grid();
  // One stream per office, so that an office keeps its numbers wherever it stands in the book.
  offices.forEach((office, i) => {
    const random = seeded((options.seed ?? 1) * 7919 + hash(office.locationId ?? String(i)));
    const rate = office.rate ?? 12;
    const start = office.licensedOn ?? office.openedOn ?? 0;
    for (let d = 0; d < days; d++) {
      const day = firstDay + d;
      if (day < start) continue;
      const open = weekday(day) < 5 ? 1 : 0.05;
      const ago = AS_OF - day;
      const silent = ago < (office.silentDays ?? 0) ? 0 : 1;
      const recent = ago < 28 ? (office.change ?? 1) : 1;
      const at = d * n + i;
      visitors.values[at] = poisson(rate * open * recent, random) * silent;
      hosts.values[at] = Math.round(rate * 0.8 * recent * silent);
      logins.values[at] = poisson(0.4 * open * silent, random);
      sev1.values[at] = 0;
      tickets.values[at] = poisson(0.02, random);
    }
  });
  const features = ['visitor_sign_in', 'badges', 'desks'].map((key, f): FeatureFacts => {
    return {
      key,
      entitled: perOffice(n, () => 1),
      enabled: perOffice(n, () => 1),
      eventsNow: perOffice(n, (i) =>
        (hash(offices[i]?.locationId ?? String(i)) >> f) % 3 === 0 ? 0 : 9,
      ),
      eventsThen: perOffice(n, () => 5),
    };
  });
  return {
    asOf: AS_OF,
    offices: offices.map((office, i) => attributes(office, i, firstDay)),
    measures: new Map([
      ['visitors', visitors],
      ['active_hosts_28d', hosts],
      ['admin_logins', logins],
      ['tickets_sev1_opened', sev1],
      ['tickets_opened', tickets],
    ]),
    features,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
  };
}

function attributes(office: TestOffice, i: number, firstDay: number): OfficeAttributes {
  return {
    companyId: `c${Math.floor(i / 3)}`,
    locationId: String(i),
    segment: 'smb',
    industry: ['law', 'software', 'health'][i % 3] ?? null,
    plan: ['basic', 'premium'][i % 2] ?? null,
    region: ['emea', 'amer'][Math.floor(i / 3) % 2] ?? null,
    employees: 60 + (i % 7) * 10,
    arr: 2000,
    status: 'active',
    openedOn: AS_OF - 900,
    licensedOn: AS_OF - 900,
    noticeOn: null,
    cancelledOn: null,
    contractStartOn: AS_OF - 900,
    renewalOn: AS_OF + 200,
    contractTermMonths: 12,
    noticeDays: 30,
    overdueDays: 0,
    nps: null,
    npsOn: null,
    usageAsOf: AS_OF,
    supportAsOf: AS_OF,
    billingAsOf: AS_OF,
    crmAsOf: AS_OF,
    firstSeen: firstDay,
    lastSeen: AS_OF,
    lastActiveOn: AS_OF,
    arrBefore: null,
    ...office,
  };
}

export function trendInputs(rows: readonly TrendInput[]): TrendRows {
  const column = (key: keyof TrendInput) => Float64Array.from(rows, (row) => row[key]);
  return {
    count: rows.length,
    y1: column('y1'),
    x1: column('x1'),
    y0: column('y0'),
    x0: column('x0'),
  };
}

/** Many alike offices, ids `0 … n−1`, with the given ones in front. */
export function crowd(n: number, first: readonly TestOffice[] = []): TestOffice[] {
  return Array.from({ length: n }, (_, i) => ({ locationId: String(i), ...first[i] }));
}

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return (h >>> 0) % 100_003;
}

function perOffice(n: number, value: (i: number) => number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => value(i));
}
