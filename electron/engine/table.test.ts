import { expect, test } from 'vitest';
import { callNames, declarationOf } from '../../shared/contracts/contract.ts';
import { refuse } from '../../shared/contracts/problem.ts';
import { answer, type Table } from './table.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };

/** A table in which every call fails the test, but for the ones given. */
function tableOf(some: Partial<Table>): Table {
  const never = (): never => {
    throw new Error('this call should not have been reached');
  };
  const engine = callNames.filter((name) => declarationOf(name)?.by === 'engine');
  return { ...Object.fromEntries(engine.map((name) => [name, never])), ...some } as Table;
}

test('arguments are checked before work, and defaults are filled in', async () => {
  let got: unknown;
  const table = tableOf({
    'health.calendar': (input) => {
      got = input;
      return [];
    },
  });
  expect(await answer(table, 'health.calendar', {}, quiet)).toEqual({ ok: true, value: [] });
  expect(got).toEqual({ days: 60 });
  const bad = await answer(table, 'health.calendar', { days: 'all' }, quiet);
  expect(bad).toMatchObject({ ok: false, problem: { code: 'bad_request' } });
  expect(!bad.ok && bad.problem.message).toMatch(/health\.calendar .* at days/);
});

test('names nobody declared are refused, those of objects too', async () => {
  for (const name of ['sync.destroy', 'toString', 'constructor.name', '__proto__.x', '', 'sync'])
    expect(await answer(tableOf({}), name, {}, quiet)).toMatchObject({
      ok: false,
      problem: { code: 'unknown_call' },
    });
});

test('shell calls are not the engine’s', async () => {
  expect(await answer(tableOf({}), 'shell.about', {}, quiet)).toMatchObject({
    problem: { code: 'unknown_call' },
  });
});

test('a refusal keeps its code, a surprise becomes internal, and nothing is thrown', async () => {
  const table = tableOf({
    'accounts.get': () => {
      throw refuse('not_found', 'No account has the id x.');
    },
    'sync.cancel': () => {
      throw new TypeError('boom');
    },
  });
  expect(await answer(table, 'accounts.get', { companyId: 'x' }, quiet)).toEqual({
    ok: false,
    problem: { code: 'not_found', message: 'No account has the id x.' },
  });
  const surprise = await answer(table, 'sync.cancel', {}, quiet);
  expect(surprise).toMatchObject({ problem: { code: 'internal' } });
  expect(!surprise.ok && surprise.problem.message).toContain('boom');
});
