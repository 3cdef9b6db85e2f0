import type { ReadableDB } from '../services/sqlite/db.ts';
import { datasetVersion } from '../services/store/meta.ts';
import type { Table } from './table.ts';

type ChangesCall = Extract<keyof Table, `changes.${string}`>;

/** What changed, and what is known against the data. */
export function changesCalls(facts: ReadableDB): Pick<Table, ChangesCall> {
  return {
    'changes.since': () => ({
      from: null,
      to: null,
      version: datasetVersion(facts),
      syncs: 0,
      filledDays: 0,
      newOffices: [],
      goneOffices: [],
      returnedOffices: [],
      movedOffices: [],
      restatedDays: [],
      restated: [],
      restatedTotal: 0,
      moves: [],
      smallerMoves: 0,
      movesFrom: null,
      totals: { newOffices: 0, goneOffices: 0, returnedOffices: 0, movedOffices: 0, moves: 0 },
    }),
    'changes.flags': () => ({
      version: datasetVersion(facts),
      ds: null,
      flags: [],
      book: [],
      more: {},
    }),
    'changes.ofOffice': () => ({ restated: [], restatedTotal: 0, moves: [] }),
  };
}
