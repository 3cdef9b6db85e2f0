import type {
  AccountEvidence,
  HeatCell,
  HeatRow,
} from '../../../shared/domain/account-evidence.ts';

/** What a column of the heatmap sorts by: an office fact, or the place of a feature. */
export type HeatSort = 'name' | 'adoption' | 'idle' | 'used' | number;

export interface HeatOrder {
  readonly by: HeatSort;
  readonly descending: boolean;
}

/** Worst first: the most idle seats. */
export const FIRST_ORDER: HeatOrder = { by: 'idle', descending: true };

/** What is not known, and what cannot be used there, stands last either way. */
function valueOf(row: HeatRow, by: HeatSort): number | string | null {
  if (typeof by === 'number') {
    const cell = row.cells[by];
    return !cell || !isOn(cell) ? null : cell.events;
  }
  if (by === 'name') return row.location_name.toLocaleLowerCase();
  if (by === 'adoption') return row.adoption;
  return by === 'idle' ? row.idleSeats : row.used;
}

const isOn = ({ status }: HeatCell): boolean =>
  status === 'used' || status === 'low' || status === 'unused';

export function orderRows(rows: readonly HeatRow[], { by, descending }: HeatOrder): HeatRow[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a, by), valueOf(b, by)];
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || byId(a, b);
    return (one < other ? -sign : one > other ? sign : 0) || byId(a, b);
  });
}

const byId = (a: HeatRow, b: HeatRow): number => (a.location_id < b.location_id ? -1 : 1);

/** How dark a cell is, 1 to 4: its uses by head against the most of its column. */
export function heatStep(
  cell: HeatCell,
  row: Pick<HeatRow, 'employees'>,
  most: number,
): 1 | 2 | 3 | 4 {
  const rate = rateOf(cell, row);
  if (cell.status === 'low' || rate === null || most === 0) return 1;
  const share = rate / most;
  return share > 0.5 ? 4 : share > 0.2 ? 3 : 2;
}

/** Uses of 28 days by employee; by office where no headcount is known. */
export function rateOf({ events }: HeatCell, row: Pick<HeatRow, 'employees'>): number | null {
  return events === null ? null : events / (row.employees ?? 100);
}

/** The most uses by head of each feature. */
export const mostOf = ({ features, rows }: Pick<AccountEvidence, 'features' | 'rows'>): number[] =>
  features.map((_, at) =>
    rows.reduce((most, row) => {
      const cell = row.cells[at];
      return Math.max(most, cell ? (rateOf(cell, row) ?? 0) : 0);
    }, 0),
  );

/** The features that some office has in its plan, and the names of the others: whole columns of nothing say it worse. */
export function licensedOf({ features, rows }: Pick<AccountEvidence, 'features' | 'rows'>): {
  readonly features: AccountEvidence['features'];
  readonly rows: AccountEvidence['rows'];
  readonly nowhere: readonly string[];
} {
  const has = features.map((_, at) => rows.some((row) => row.cells[at]?.status !== 'not_in_plan'));
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, at) => has[at]);
  return {
    features: kept(features),
    rows: rows.map((row) => ({ ...row, cells: kept(row.cells) })),
    nowhere: features.filter((_, at) => !has[at]).map(({ key }) => key),
  };
}
