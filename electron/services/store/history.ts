import type { Day } from '../../../shared/domain/day.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { DAYS, findMeasure, OFFICES, readVectors, type Block } from './history-block.ts';
import { stripsOf, tilesOf } from './history-blocks.ts';
import { historyFrom, measureIds } from './history-measures.ts';

/**
 * The history of measures: the only door to the days before the newest. Callers see days × offices of numbers, NaN where
 * nothing is known; what is behind it are blocks (docs/history-format.md).
 */
export {
  historyFrom,
  measureNames,
  PRESENT,
  SOURCE_FILE,
  SOURCE_RECORD,
} from './history-measures.ts';
export {
  dropDay,
  replaceDay,
  writeDay,
  type DayColumn,
  type DeliveredDay,
} from './history-write.ts';

export interface HistoryWindow {
  readonly firstDay: Day;
  readonly days: number;
  /** Offices known to the store; ordinal `i` is `location.ord`. */
  readonly offices: number;
  /** Day-major: `values[(day − firstDay) × offices + ord]`; NaN = unknown or no row. A measure never delivered is absent. */
  readonly measures: ReadonlyMap<string, Float32Array>;
}

export interface WindowRequest {
  readonly measures: readonly string[];
  readonly from: Day;
  readonly to: Day;
}

/** Days that have a history, oldest first. */
export function historyDays(db: ReadableDB): readonly Day[] {
  return all<{ day: number }>(
    db,
    'SELECT day FROM applied_run WHERE day >= ? ORDER BY day',
    historyFrom(db),
  ).map((r) => r.day);
}

/** One measure over one span of days, to be filled. */
interface Grid {
  readonly id: number;
  readonly from: Day;
  readonly to: Day;
  readonly values: Float32Array;
}

/** The whole book over a span of days, both ends inclusive. */
export function readWindow(db: ReadableDB, request: WindowRequest): HistoryWindow {
  const [window] = readWindows(db, [request]);
  return window ?? { firstDay: request.from, days: 0, offices: 0, measures: new Map() };
}

/** The whole book over several spans of days, both ends inclusive: each block is read once for all of them. */
export function readWindows(
  db: ReadableDB,
  requests: readonly WindowRequest[],
): readonly HistoryWindow[] {
  const offices = officeCount(db);
  const ids = measureIds(db);
  const grids: Grid[] = [];
  const windows = requests.map(({ measures, from, to }): HistoryWindow => {
    const days = Math.max(0, to - from + 1);
    const filled = new Map<string, Float32Array>();
    for (const name of measures) {
      const id = ids.get(name);
      if (id === undefined) continue;
      const values = new Float32Array(days * offices).fill(Number.NaN);
      filled.set(name, values);
      if (days > 0) grids.push({ id, from, to, values });
    }
    return { firstDay: from, days, offices, measures: filled };
  });
  if (grids.length === 0 || offices === 0) return windows;
  const from = Math.min(...grids.map((g) => g.from));
  const to = Math.max(...grids.map((g) => g.to));
  const last = Math.ceil(offices / OFFICES) - 1;
  for (let block = 0; block <= last; block++)
    for (const tile of tilesOf(db, block, from, to))
      for (const grid of grids) fillFromTile(grid, offices, tile);
  for (const strip of stripsOf(db, from, to, [0, last]))
    for (const grid of grids) fillFromStrip(grid, offices, strip);
  return windows;
}

function fillFromTile({ id, from, to, values }: Grid, offices: number, tile: Block): void {
  const { firstDay, block } = tile.place;
  const first = Math.max(from - firstDay, 0);
  const last = Math.min(to - firstDay + 1, DAYS);
  const entry = first < last ? findMeasure(tile, id) : undefined;
  if (!entry) return;
  const ord = block * OFFICES;
  const at = (firstDay + first - from) * offices + ord;
  const span = { from: 0, to: Math.min(OFFICES, offices - ord), first, last };
  readVectors(tile, entry, span, { out: values, at, stride: offices }, 1);
}

function fillFromStrip({ id, from, to, values }: Grid, offices: number, strip: Block): void {
  const { firstDay, block } = strip.place;
  if (firstDay < from || firstDay > to) return;
  const ord = block * OFFICES;
  const count = Math.min(OFFICES, offices - ord);
  const at = (firstDay - from) * offices + ord;
  const entry = findMeasure(strip, id);
  const span = { from: 0, to: 1, first: 0, last: count };
  if (entry) readVectors(strip, entry, span, { out: values, at, stride: 1 }, 0);
  else values.fill(Number.NaN, at, at + count);
}

/** One office over a span of days: one array per measure, index = day − from. */
export function readOffice(
  db: ReadableDB,
  ord: number,
  request: WindowRequest,
): ReadonlyMap<string, Float64Array> {
  return readOffices(db, [ord], request);
}

/**
 * Some offices over a span of days: `values[i × days + (day − from)]` for the i-th of `ords`, NaN = unknown or no row.
 * A measure never delivered is absent.
 */
export function readOffices(
  db: ReadableDB,
  ords: readonly number[],
  request: WindowRequest,
): ReadonlyMap<string, Float64Array> {
  const { from, to } = request;
  const days = Math.max(0, to - from + 1);
  const ids = measureIds(db);
  const found = new Map<string, Float64Array>();
  const wanted: { id: number; values: Float64Array }[] = [];
  for (const name of request.measures) {
    const id = ids.get(name);
    if (id === undefined) continue;
    const values = new Float64Array(days * ords.length).fill(Number.NaN);
    found.set(name, values);
    wanted.push({ id, values });
  }
  if (wanted.length === 0 || days === 0) return found;
  for (const [block, places] of byBlock(ords)) {
    for (const tile of tilesOf(db, block, from, to)) {
      const { firstDay } = tile.place;
      const first = Math.max(from - firstDay, 0);
      const last = Math.min(to - firstDay + 1, DAYS);
      for (const { id, values } of wanted) {
        const entry = findMeasure(tile, id);
        if (!entry) continue;
        for (const { i, v } of places) {
          const at = i * days + firstDay + first - from;
          const span = { from: v, to: v + 1, first, last };
          readVectors(tile, entry, span, { out: values, at, stride: 1 }, 0);
        }
      }
    }
    for (const strip of stripsOf(db, from, to, [block, block])) {
      for (const { id, values } of wanted) {
        const entry = findMeasure(strip, id);
        for (const { i, v } of places) {
          const at = i * days + strip.place.firstDay - from;
          const span = { from: 0, to: 1, first: v, last: v + 1 };
          if (entry) readVectors(strip, entry, span, { out: values, at, stride: 1 }, 0);
          else values[at] = Number.NaN;
        }
      }
    }
  }
  return found;
}

interface Place {
  /** Which of the offices asked for. */
  readonly i: number;
  /** Its place in the block. */
  readonly v: number;
}

function byBlock(ords: readonly number[]): Map<number, Place[]> {
  const blocks = new Map<number, Place[]>();
  ords.forEach((ord, i) => {
    const block = Math.floor(ord / OFFICES);
    const places = blocks.get(block) ?? [];
    places.push({ i, v: ord % OFFICES });
    blocks.set(block, places);
  });
  return blocks;
}

function officeCount(db: ReadableDB): number {
  return (one<{ n: number }>(db, 'SELECT max(ord) + 1 AS n FROM location')?.n ?? 0) || 0;
}
