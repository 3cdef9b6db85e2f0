import type { DayRows, SetAside, StagedRow } from './day-rows.ts';

const FIRST_SIZE = 4096;

/** The growing day: rows, their measures by column, and one row per office. */
export interface Stage {
  /** Index the next row will have. */
  next(): number;
  setMeasure(name: string, value: number): void;
  /** Forgets the measures of a row that turned out bad. */
  dropMeasures(): void;
  /** What is already there for this office: nothing, the same record, or a different one. */
  seen(key: string, hash: number): 'new' | 'same' | 'different';
  add(key: string, hash: number, row: StagedRow): void;
  setAside(entry: SetAside): void;
  finish(): Pick<DayRows, 'rows' | 'measures' | 'setAside'>;
}

export function createStage(): Stage {
  const rows: StagedRow[] = [];
  const measures = new Map<string, Float64Array>();
  const setAside: SetAside[] = [];
  const keys = new Map<string, { row: number; hash: number }>();
  const conflicting = new Set<number>();
  let capacity = FIRST_SIZE;

  function grow(): void {
    capacity *= 2;
    for (const [name, values] of measures) {
      const larger = new Float64Array(capacity).fill(Number.NaN);
      larger.set(values);
      measures.set(name, larger);
    }
  }

  return {
    next: () => rows.length,
    setMeasure(name, value) {
      if (rows.length === capacity) grow();
      let column = measures.get(name);
      if (!column) measures.set(name, (column = new Float64Array(capacity).fill(Number.NaN)));
      column[rows.length] = value;
    },
    dropMeasures() {
      for (const column of measures.values()) column[rows.length] = Number.NaN;
    },
    seen(key, hash) {
      const twin = keys.get(key);
      if (!twin) return 'new';
      if (twin.hash === hash) return 'same';
      conflicting.add(twin.row);
      return 'different';
    },
    add(key, hash, row) {
      keys.set(key, { row: rows.length, hash });
      rows.push(row);
    },
    setAside: (entry) => setAside.push(entry),
    finish() {
      if (conflicting.size === 0) return { rows, measures, setAside };
      return without({ rows, measures, setAside }, conflicting);
    },
  };
}

/** Of two different rows for one office and day neither is believed: both are set aside. */
function without(
  staged: Pick<DayRows, 'rows' | 'measures' | 'setAside'>,
  dropped: ReadonlySet<number>,
): Pick<DayRows, 'rows' | 'measures' | 'setAside'> {
  const keep = staged.rows.map((_, i) => i).filter((i) => !dropped.has(i));
  const asides = staged.rows
    .filter((_, i) => dropped.has(i))
    .map((row): SetAside => ({
      file: row.file,
      record: row.record,
      byteOffset: row.byteOffset,
      column: 'location_id',
      reason: 'another, different row for this office and day follows',
      value: row.locationId,
    }));
  const measures = new Map<string, Float64Array>();
  for (const [name, values] of staged.measures)
    measures.set(
      name,
      Float64Array.from(keep, (i) => values[i] ?? Number.NaN),
    );
  return {
    rows: staged.rows.filter((_, i) => !dropped.has(i)),
    measures,
    setAside: [...staged.setAside, ...asides],
  };
}
