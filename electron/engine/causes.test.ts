import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallName, InputOf, OutputOf } from '../../shared/contracts/contract.ts';
import { CAUSES, type Cause } from '../../shared/domain/change-causes.ts';
import { formatDay } from '../../shared/domain/day.ts';
import { DEFAULT_PROFILE } from '../../shared/domain/score-profile.ts';
import { ANCHOR } from '../../shared/testing/sample/book.ts';
import { writeSample } from '../services/sample/write.ts';
import { all, type ReadableDB } from '../services/sqlite/db.ts';
import { readSteps } from '../services/store/change-steps.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { createEngine, type Engine } from './create.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'atrium-causes-'));
const source = path.join(folder, 'book');
let engine: Engine;
let db: ReadableDB;

const quiet = { signal: new AbortController().signal, progress: () => undefined };
async function ask<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const reply = await engine.handle(name, input, quiet);
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.message}`);
  return reply.value as OutputOf<N>;
}
const sync = (from: number, to: number) =>
  ask('sync.run', { source, from: formatDay(ANCHOR + from), to: formatDay(ANCHOR + to) });

interface Stored {
  readonly company_id: string;
  readonly location_id: string;
  readonly adoption: number | null;
  readonly risk: number | null;
}
const stored = (): readonly Stored[] =>
  all<Stored>(
    db,
    `SELECT l.company_id, l.location_id, s.adoption, s.logit AS risk
     FROM score s JOIN location l ON l.ord = s.ord ORDER BY s.ord`,
  );
const stepsOf = ({ company_id: companyId, location_id: locationId }: Stored) =>
  readSteps(db, { companyId, locationId });

/** The parts of all steps of some offices by cause, in absolute points of adoption. */
function weightOf(offices: readonly Stored[]): Readonly<Record<Cause, number>> {
  const sums = { late: 0, settings: 0, ageing: 0, data: 0 };
  for (const office of offices)
    for (const { adoption } of stepsOf(office))
      for (const cause of CAUSES) sums[cause] += Math.abs(adoption.parts?.[cause] ?? 0);
  return sums;
}

beforeAll(async () => {
  await writeSample({ locations: 34, days: 112, seed: 4, out: source });
  engine = createEngine({
    dataFolder: path.join(folder, 'data'),
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
  });
  await ask('app.status', {});
  await sync(-111, -20);
  // Two weeks at once, as after a holiday; one day is left out, to come late.
  await sync(-18, -4);
  db = openFactsReadOnly(path.join(folder, 'data'));
}, 120_000);

afterAll(async () => {
  db.close();
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The steps follow each other without a gap and lead to what is stored; each splits without a rest. */
async function expectExact(): Promise<void> {
  const accounts = (await ask('accounts.list', {})).map(({ company_id, roll_up }) => ({
    company_id,
    location_id: '',
    adoption: roll_up?.adoption ?? null,
    risk: roll_up?.arr_at_risk ?? null,
  }));
  let split = 0;
  for (const subject of [...stored(), ...accounts]) {
    const steps = stepsOf(subject);
    for (const what of ['adoption', 'risk'] as const) {
      for (const { [what]: change } of steps) {
        if (change.parts === null || change.old === null || change.new === null) continue;
        const sum = CAUSES.reduce((total, cause) => total + (change.parts?.[cause] ?? 0), 0);
        expect(Math.abs(sum - (change.new - change.old))).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(change.new)),
        );
        split++;
      }
      for (const [i, step] of steps.entries()) {
        const older = steps[i + 1];
        if (older) expect(step[what].old).toEqual(older[what].new);
      }
      const newest = steps[0]?.[what].new;
      const value = subject[what];
      if (newest === undefined) continue;
      if (value === null || newest === null) expect(newest).toBe(value);
      else expect(Math.abs(newest - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
    }
  }
  expect(split).toBeGreaterThan(20);
}

test('a new day, a late one, other settings and both at once: every change splits exactly, by what came', async () => {
  const offices = stored();
  await expectExact();
  const holiday = weightOf(offices);
  expect(holiday).toMatchObject({ late: 0, settings: 0 });
  expect(holiday.data).toBeGreaterThan(0);
  expect(holiday.ageing).toBeGreaterThan(0);

  // A day that was missing, and a newer one, in one sync.
  await sync(-19, -2);
  await expectExact();
  const late = weightOf(offices);
  expect(late.settings).toBe(0);
  expect(late.late).toBeGreaterThan(0);
  expect(late.data).toBeGreaterThan(holiday.data);

  const file = await ask('reports.csv', { scope: 'all' });
  const [header = '', ...lines] = new TextDecoder().decode(file.bytes).split('\r\n');
  const at = (line: string, name: string) => line.split(',')[header.split(',').indexOf(name)] ?? '';
  const moved = lines.filter((line) => !line.includes('"') && at(line, 'adoption_change') !== '');
  expect(moved.length).toBeGreaterThan(0);
  for (const line of moved) {
    const parts = CAUSES.map((cause) => Number(at(line, `adoption_change_${cause}`)));
    const sum = parts.reduce((total, part) => total + part, 0);
    expect(Math.abs(sum - Number(at(line, 'adoption_change')))).toBeLessThan(1e-9);
  }

  const profile = {
    ...DEFAULT_PROFILE,
    adoption_weights: { ...DEFAULT_PROFILE.adoption_weights, breadth: 60 },
  };
  await ask('scoreSettings.apply', { profile, reason: 'Breadth' });
  await expectExact();
  const other = weightOf(offices);
  expect(other.settings).toBeGreaterThan(1);
  expect(Math.abs(other.data - late.data)).toBeLessThan(1e-6);

  await ask('sync.rollBack', { ds: formatDay(ANCHOR - 3), reason: 'Wrong' });
  await expectExact();
  const back = weightOf(offices);
  expect(back.late).toBeGreaterThan(late.late);
  expect(Math.abs(back.settings - other.settings)).toBeLessThan(1e-6);
}, 60_000);
