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

/** Puts a block's tile and the strips of its span together, one measure at a time. */
function packBlock(db: WritableDB, block: number, slot: number, days: readonly number[]): void {
  const firstDay = firstDayOf(slot);
  const tile = readTile(db, block, slot);
  const ids = new Set(tile ? measureIds(tile) : []);
  const strips: Strip[] = [];
  let held = tile?.place.days ?? 0;
  for (const day of days) {
    const strip = readStrip(db, day, block);
    if (!strip) continue;
    const d = day - firstDay;
    strips.push({ d, strip, replaces: ((held >>> d) & 1) === 1 });
    if (strip.measures > 0) held |= 1 << d;
    else held &= ~(1 << d);
    for (const id of measureIds(strip)) ids.add(id);
  }
  held >>>= 0;
  if (held === 0) return replaceTile(db, block, slot, undefined);
  const measures = {
    length: ids.size,
    *[Symbol.iterator]() {
      for (const id of Array.from(ids).toSorted((a, b) => a - b)) {
        gather(id, tile, strips);
        yield { id, values: cells, from: 0 };
      }
    },
  };
  replaceTile(db, block, slot, encodeBlock(TILE, { block, firstDay, days: held }, measures).data);
}

interface Strip {
  /** Its day within the span. */
  readonly d: number;
  readonly strip: Block;
  /** Whether the tile holds its day, too. */
  readonly replaces: boolean;
}

/** Of one measure: office behind office, each with the days of the span. */
const cells = new Float64Array(OFFICES * DAYS);
const WHOLE_TILE = { from: 0, to: OFFICES, first: 0, last: DAYS };
const WHOLE_STRIP = { from: 0, to: 1, first: 0, last: OFFICES };

/** Fills the cells with a measure; where there is a strip it stands for its day. */
function gather(id: number, tile: Block | undefined, strips: readonly Strip[]): void {
  cells.fill(Number.NaN);
  const before = tile && findMeasure(tile, id);
  if (tile && before) readVectors(tile, before, WHOLE_TILE, { out: cells, at: 0, stride: 1 }, DAYS);
  for (const { d, strip, replaces } of strips) {
    const entry = findMeasure(strip, id);
    if (entry) readVectors(strip, entry, WHOLE_STRIP, { out: cells, at: d, stride: DAYS }, 0);
    else if (replaces && before)
      for (let at = d; at < cells.length; at += DAYS) cells[at] = Number.NaN;
  }
}
