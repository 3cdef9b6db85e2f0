import type { ReadableDB } from '../services/sqlite/db.ts';
import { readDataFlags } from '../services/sync/changes-flags.ts';
import { readSteps } from '../services/store/change-steps.ts';
import { readChanges, readOfficeChanges } from '../services/sync/changes-since.ts';
import type { Table } from './table.ts';

type ChangesCall = Extract<keyof Table, `changes.${string}`>;

/** What changed, and what is known against the data. */
export function changesCalls(facts: ReadableDB): Pick<Table, ChangesCall> {
  return {
    'changes.since': ({ since, companyId, limit }) =>
      readChanges(facts, { since, companyId, limit }),
    'changes.flags': () => readDataFlags(facts),
    'changes.ofOffice': (key) => readOfficeChanges(facts, key),
    'changes.ofAccount': ({ companyId }) => readSteps(facts, { companyId, locationId: '' }),
  };
}
