import { all, one, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import {
  DAYS,
  encodeBlock,
  findMeasure,
  measureIds,
  OFFICES,
  readVectors,
  TILE,
  type Block,
} from './history-block.ts';
import {
  blockCount,
  deleteStrips,
  firstDayOf,
  openDays,
  readStrip,
  readTile,
  replaceTile,
  slotOf,
  stripCount,
} from './history-blocks.ts';
import { LAST_SLOT } from './history-write.ts';
import { readMeta } from './meta.ts';

/** Blocks packed in one transaction: a few milliseconds of work. */
const AT_ONCE = 4;
/** Fewer open days than this in a span that is not full wait for the end of a run. */
const MANY = 8;

/**
 * Packs strips of complete spans into tiles, a few blocks per transaction, until the time is up. What is left goes on
 * at the next call; stopping anywhere leaves a history that reads the same.
 * @param options.everything also spans with few open days, all but the one that still grows
 * @param options.atOnce blocks packed in one transaction
 * @returns whether nothing is left to do
 */
export function compactSlice(
  db: WritableDB,
  budgetMs: number,
  options: { readonly everything?: boolean; readonly atOnce?: number } = {},
): boolean {
  const { everything = false, atOnce = AT_ONCE } = options;
  const until = performance.now() + budgetMs;
  for (;;) {
    const slot = dueSlot(db, everything);
    if (slot === undefined) return true;
    transaction(db, () => packSome(db, slot, atOnce));
    if (performance.now() >= until) return dueSlot(db, everything) === undefined;
  }
}

/** A span of days whose strips are to be packed: one that has begun, one that is full, one nobody adds to any more. */
function dueSlot(db: ReadableDB, everything: boolean): number | undefined {
  const open = all<{ slot: number; n: number }>(
    db,
    `SELECT day / ${DAYS} AS slot, count(*) AS n FROM history_open GROUP BY slot ORDER BY slot`,
  );
  const newest = slotOf(
    one<{ day: number | null }>(db, 'SELECT max(day) AS day FROM applied_run')?.day ?? -1,
  );
  const last = Number(readMeta(db, LAST_SLOT) ?? -1);
  return open.find(
    ({ slot, n }) =>
      n === DAYS || (slot !== newest && (everything || (slot !== last && n >= MANY))),
  )?.slot;
}

/** The next few blocks of a span; after the last one its strips go. Call inside a transaction. */
function packSome(db: WritableDB, slot: number, atOnce: number): void {
  const days = openDays(db, firstDayOf(slot), firstDayOf(slot) + DAYS - 1);
  const done =
    one<{ blocks: number }>(db, 'SELECT blocks FROM history_packing WHERE slot = ?', slot)
      ?.blocks ?? 0;
  const blocks = Math.max(blockCount(db), stripCount(db, days));
  const upTo = Math.min(done + atOnce, blocks);
  for (let block = done; block < upTo; block++) packBlock(db, block, slot, days);
  if (upTo < blocks) {
    run(db, 'REPLACE INTO history_packing (slot, blocks) VALUES (?, ?)', slot, upTo);
    return;
  }
  deleteStrips(db, firstDayOf(slot), firstDayOf(slot) + DAYS - 1);
  run(db, 'DELETE FROM history_packing WHERE slot = ?', slot);
  run(
    db,
    'DELETE FROM history_open WHERE day BETWEEN ? AND ?',
    firstDayOf(slot),
    firstDayOf(slot) + DAYS - 1,
  );
}

/** Puts a block's tile and the strips of its span together. */
function packBlock(db: WritableDB, block: number, slot: number, days: readonly number[]): void {
  const cells = new Map<number, Float64Array>();
  let held = 0;
  const tile = readTile(db, block, slot);
  if (tile) {
    held = tile.place.days;
    for (const id of measureIds(tile)) spreadTile(tile, id, cellsOf(cells, id));
  }
  for (const day of days) {
    const strip = readStrip(db, day, block);
    if (!strip) continue;
    const d = day - firstDayOf(slot);
    const before = (held >>> d) & 1;
    if (before) for (const values of cells.values()) blank(values, d);
    if (strip.measures > 0) held |= 1 << d;
    else held &= ~(1 << d);
    for (const id of measureIds(strip)) spreadStrip(strip, id, d, cellsOf(cells, id));
  }
  held >>>= 0;
  if (held === 0) return replaceTile(db, block, slot, undefined);
  const measures = [...cells]
    .map(([id, values]) => ({ id, values, from: 0 }))
    .toSorted((a, b) => a.id - b.id);
  const place = { block, firstDay: firstDayOf(slot), days: held };
  replaceTile(db, block, slot, encodeBlock(TILE, place, measures).data);
}

function cellsOf(cells: Map<number, Float64Array>, id: number): Float64Array {
  let values = cells.get(id);
  if (!values) cells.set(id, (values = new Float64Array(OFFICES * DAYS).fill(Number.NaN)));
  return values;
}

function blank(values: Float64Array, d: number): void {
  for (let at = d; at < values.length; at += DAYS) values[at] = Number.NaN;
}

function spreadTile(tile: Block, id: number, into: Float64Array): void {
  const entry = findMeasure(tile, id);
  const span = { from: 0, to: OFFICES, first: 0, last: DAYS };
  if (entry) readVectors(tile, entry, span, { out: into, at: 0, stride: 1 }, DAYS);
}

function spreadStrip(strip: Block, id: number, d: number, into: Float64Array): void {
  const entry = findMeasure(strip, id);
  const span = { from: 0, to: 1, first: 0, last: OFFICES };
  if (entry) readVectors(strip, entry, span, { out: into, at: d, stride: DAYS }, 0);
}
