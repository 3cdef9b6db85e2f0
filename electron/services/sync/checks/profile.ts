import { attributeColumns, type DayRows } from '../../extract/day-rows.ts';
import type { ColumnProfile } from '../../store/profiles.ts';
import type { Profiles } from './types.ts';

/**
 * The columns of a staged day in figures. Attributes are counted only where every row's were decoded: of a day behind
 * the newest they are not.
 */
export function profileOf(staged: DayRows): Profiles {
  const profiles = new Map<string, ColumnProfile>();
  for (const [name, values] of staged.measures)
    profiles.set(name, measureProfile(name, values, staged.rows.length));
  for (const profile of attributeProfiles(staged)) profiles.set(profile.column, profile);
  for (const column of staged.unknownColumns)
    profiles.set(column, { ...BLANK, column, kind: 'extra', rows: staged.rows.length });
  return profiles;
}

const BLANK: Omit<ColumnProfile, 'column' | 'kind'> = {
  rows: 0,
  nulls: 0,
  zeros: 0,
  total: null,
  low: null,
  high: null,
};

function measureProfile(
  column: string,
  values: Float64Array | Float32Array,
  rows: number,
): ColumnProfile {
  const end = Math.min(rows, values.length);
  let nulls = rows - end;
  let zeros = 0;
  let total = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < end; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) nulls++;
    else {
      if (value === 0) zeros++;
      total += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const known = nulls < rows;
  return {
    column,
    kind: 'measure',
    rows,
    nulls,
    zeros,
    total: known ? total : null,
    low: known ? low : null,
    high: known ? high : null,
  };
}

function attributeProfiles(staged: DayRows): readonly ColumnProfile[] {
  const rows = staged.rows.length;
  return [...(attributeColumns(staged) ?? [])].map(([column, { ids, values }]) => {
    const known = new Uint8Array(values.length);
    for (let id = 0; id < known.length; id++) known[id] = values[id] === null ? 0 : 1;
    let nulls = rows;
    for (let row = 0; row < rows; row++) nulls -= known[ids[row] ?? -1] ?? 0;
    return { ...BLANK, column, kind: 'attribute', rows, nulls };
  });
}
