import { dayOf, formatDay } from '../../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../../shared/domain/office.ts';
import type { AttributeValue, DayRows, SetAside } from '../../extract/day-rows.ts';
import { profileOf } from './profile.ts';
import { clocksOf } from './sources.ts';
import type { CheckInput, DayOffices, OfficeIds, Past, PastDay } from './types.ts';

/** A day for tests: so many offices of so many accounts, all alike, and ways to spoil it. */
export interface TestDay {
  readonly ds?: string;
  readonly offices?: number;
  readonly accounts?: number;
  readonly measures?: Readonly<Record<string, (office: number) => number>>;
  readonly attributes?: Readonly<Record<string, (office: number) => AttributeValue>>;
  /** Account of an office, where it is not the usual one. */
  readonly account?: (office: number) => string;
  readonly staged?: Partial<DayRows>;
}

const WEDNESDAY = '2026-11-18';

const nextDay = (ds: string): string => formatDay(dayOf(ds) + 1);
const keyOf = (o: OfficeIds): string => officeKeyOf(o.companyId, o.locationId);

export function stagedDay(of: TestDay = {}): DayRows {
  const { ds = WEDNESDAY, offices = 100, accounts = 20 } = of;
  const ids = Array.from({ length: offices }, (_, i) => i);
  const attributes: Readonly<Record<string, (office: number) => AttributeValue>> = {
    location_status: () => 'active',
    plan: () => 'basic',
    employees: () => 50,
    usage_as_of: () => `${nextDay(ds)}T02:10:00Z`,
    ...of.attributes,
  };
  const measures: Readonly<Record<string, (office: number) => number>> = {
    visitors: (i: number) => 5 + (i % 3),
    active_hosts: () => 3,
    ...of.measures,
  };
  return {
    day: dayOf(ds),
    rows: ids.map((i) => ({
      companyId: of.account?.(i) ?? `c${i % accounts}`,
      locationId: `l${i}`,
      attributes: {
        values: Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k, v(i)])),
        extra: null,
      },
      file: 'part',
      record: i + 1,
      byteOffset: i * 100,
    })),
    measures: new Map(
      Object.entries(measures).map(([name, value]) => [name, Float64Array.from(ids, value)]),
    ),
    setAside: [],
    records: offices,
    repeated: 0,
    unknownColumns: [],
    ...of.staged,
  };
}

/** The store of a test knows these offices, by ordinal. */
const BEFORE = stagedDay();
const ALL = new Uint8Array(BEFORE.rows.length).fill(1);
export const NOBODY: DayOffices = { count: 0, marks: [], fresh: [] };

function officesIn({ rows }: DayRows): DayOffices {
  const keys = new Set(rows.map(keyOf));
  const known = new Set(BEFORE.rows.map(keyOf));
  return {
    count: rows.length,
    marks: BEFORE.rows.map((row) => (keys.has(keyOf(row)) ? 1 : 0)),
    fresh: rows.filter((row) => !known.has(keyOf(row))),
  };
}

/** So many like days before a day. */
export function pastOf(day: DayRows, days: number): Past {
  const columns = profileOf(BEFORE);
  return {
    days: Array.from({ length: days }, (_, i): PastDay => {
      const date = day.day - 1 - i;
      const open = {
        column: 'is_open_day',
        kind: 'measure',
        rows: 100,
        nulls: 0,
        zeros: 0,
        total: 100,
        low: 1,
        high: 1,
      } as const;
      return { day: date, rows: 100, columns: new Map([...columns, ['is_open_day', open]]) };
    }),
    offices: days === 0 ? NOBODY : { count: BEFORE.rows.length, marks: ALL, fresh: [] },
    values:
      days === 0
        ? new Map()
        : new Map([
            ['location_status', (value) => ['active', 'closed'].includes(value)],
            ['plan', (value) => value === 'basic'],
          ]),
  };
}

export function inputOf(staged: DayRows, more: Partial<CheckInput> = {}): CheckInput {
  return {
    day: staged.day,
    staged,
    columns: profileOf(staged),
    offices: officesIn(staged),
    book: {
      companyOf: (ord) => BEFORE.rows[ord]?.companyId ?? '',
      idsOf: (ord) => BEFORE.rows[ord] ?? { companyId: '', locationId: '' },
    },
    clocks: clocksOf(staged),
    verified: true,
    totals: { rows: staged.rows.length, sums: {} },
    distinctKeys: staged.rows.length,
    tests: [
      { id: 't', status: 'pass', severity: null, owner: null, runbook: null, failing_rows: 0 },
    ],
    past: pastOf(staged, 14),
    today: staged.day + 1,
    ...more,
  };
}

export const aside = (more: Partial<SetAside>): SetAside => ({
  file: 'part',
  record: 1,
  byteOffset: 0,
  column: 'visitors',
  reason: 'not a whole number',
  value: 'x',
  ...more,
});
