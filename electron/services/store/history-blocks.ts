import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { DAYS, openBlock, STRIP, TILE, type Block } from './history-block.ts';

/**
 * Where blocks lie. `history_strip` holds the open days, one strip per day and block of 64 offices, keyed day first:
 * a new day is written in one go. `history_tile` holds 32 days of a block, keyed block first: an office's past lies
 * together. Where there is a strip it stands for its day, whatever the tile says; an empty one says that the day is gone.
 */
const BLOCKS = 65_536;

export const slotOf = (day: Day): number => Math.floor(day / DAYS);
export const firstDayOf = (slot: number): Day => slot * DAYS;
const stripId = (day: Day, block: number): number => day * BLOCKS + block;
const tileId = (block: number, slot: number): number => block * BLOCKS + slot;

interface Row {
  readonly id: number;
  readonly data: Uint8Array;
}

/** Strips of days `from` … `to`, day by day. */
export function* stripsOf(
  db: ReadableDB,
  from: Day,
  to: Day,
  blocks: readonly [first: number, last: number],
): Generator<Block> {
  for (const day of openDays(db, from, to)) {
    const rows = all<Row>(
      db,
      'SELECT id, data FROM history_strip WHERE id BETWEEN ? AND ?',
      stripId(day, blocks[0]),
      stripId(day, blocks[1]),
    );
    for (const { id, data } of rows)
      yield openBlock(data, STRIP, { block: id % BLOCKS, firstDay: day });
  }
}

export function readStrip(db: ReadableDB, day: Day, block: number): Block | undefined {
  const row = one<Row>(db, 'SELECT data FROM history_strip WHERE id = ?', stripId(day, block));
  return row && openBlock(row.data, STRIP, { block, firstDay: day });
}

/** A block's tiles from the slot of one day to that of another. */
export function* tilesOf(db: ReadableDB, block: number, from: Day, to: Day): Generator<Block> {
  const rows = all<Row>(
    db,
    'SELECT id, data FROM history_tile WHERE id BETWEEN ? AND ?',
    tileId(block, slotOf(from)),
    tileId(block, slotOf(to)),
  );
  for (const { id, data } of rows)
    yield openBlock(data, TILE, { block, firstDay: firstDayOf(id % BLOCKS) });
}

export function readTile(db: ReadableDB, block: number, slot: number): Block | undefined {
  const row = one<Row>(db, 'SELECT data FROM history_tile WHERE id = ?', tileId(block, slot));
  return row && openBlock(row.data, TILE, { block, firstDay: firstDayOf(slot) });
}

export function hasTile(db: ReadableDB, block: number, slot: number): boolean {
  return one(db, 'SELECT 1 FROM history_tile WHERE id = ?', tileId(block, slot)) !== undefined;
}

export function writeStrip(db: WritableDB, day: Day, block: number, data: Uint8Array): void {
  run(db, 'INSERT INTO history_strip (id, data) VALUES (?, ?)', stripId(day, block), data);
}

/** Puts a tile in the place of the one before; undefined = there is nothing left to hold. */
export function replaceTile(
  db: WritableDB,
  block: number,
  slot: number,
  data: Uint8Array | undefined,
): void {
  if (data === undefined) run(db, 'DELETE FROM history_tile WHERE id = ?', tileId(block, slot));
  else run(db, 'REPLACE INTO history_tile (id, data) VALUES (?, ?)', tileId(block, slot), data);
}

export function deleteStrips(db: WritableDB, from: Day, to: Day): void {
  run(
    db,
    'DELETE FROM history_strip WHERE id BETWEEN ? AND ?',
    stripId(from, 0),
    stripId(to, BLOCKS - 1),
  );
}

/** Takes whole spans of days away: every tile of a slot before this one. */
export function deleteTilesBefore(db: WritableDB, slot: number): void {
  const blocks = blockCount(db);
  for (let block = 0; block < blocks; block++)
    run(
      db,
      'DELETE FROM history_tile WHERE id BETWEEN ? AND ?',
      tileId(block, 0),
      tileId(block, slot - 1),
    );
}

/** Days that have strips, oldest first. */
export function openDays(db: ReadableDB, from: Day, to: Day): readonly Day[] {
  return all<{ day: Day }>(
    db,
    'SELECT day FROM history_open WHERE day BETWEEN ? AND ? ORDER BY day',
    from,
    to,
  ).map((r) => r.day);
}

/** One more than the last block these days have a strip for. */
export function stripCount(db: ReadableDB, days: readonly Day[]): number {
  let blocks = 0;
  for (const day of days) {
    const last = one<{ id: number | null }>(
      db,
      'SELECT max(id) AS id FROM history_strip WHERE id BETWEEN ? AND ?',
      stripId(day, 0),
      stripId(day, BLOCKS - 1),
    )?.id;
    if (last !== null && last !== undefined) blocks = Math.max(blocks, (last % BLOCKS) + 1);
  }
  return blocks;
}

/** Blocks that have tiles: 0 … n − 1. */
export function blockCount(db: ReadableDB): number {
  const last = one<{ id: number | null }>(db, 'SELECT max(id) AS id FROM history_tile')?.id;
  return last === null || last === undefined ? 0 : Math.floor(last / BLOCKS) + 1;
}
