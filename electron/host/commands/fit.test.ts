import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import { randomFrom } from '../../../shared/learning/random.ts';
import { fit, type FitOptions } from './fit.ts';
import { UsageError } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'atrium-fit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
};

interface Said {
  readonly rows: number;
  readonly events: number;
  readonly positive: string;
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
  readonly dropped: readonly { readonly name: string; readonly why: string }[];
  readonly notes: readonly string[];
  readonly folds: readonly {
    readonly fold: number;
    readonly rows: number;
    readonly auc: number | null;
  }[];
  readonly mean: { readonly auc: number | null; readonly slope: number | null };
}

async function run(options: FitOptions, signal = new AbortController().signal): Promise<string> {
  const out: string[] = [];
  const quiet = (): void => undefined;
  await fit({ out: (text) => void out.push(text), err: quiet, progress: quiet, signal }, options);
  return out.join('');
}

const told = async (options: FitOptions): Promise<Said> =>
  JSON.parse(await run({ ...options, json: true })) as Said;

async function refusal(options: FitOptions): Promise<string> {
  try {
    await run(options);
  } catch (error) {
    if (error instanceof AtriumError) return `${error.problem.message} ${error.problem.next ?? ''}`;
    throw error;
  }
  throw new Error('was not refused');
}

/** Rows of which churn depends on usage and plan. */
const random = randomFrom(1);
const people = Array.from({ length: 600 }, (_, i) => {
  const usage = Math.round(random() * 1000) / 10;
  const plan = ['basic', 'plus', 'pro'][Math.floor(random() * 3)] ?? 'pro';
  const z = 2 - usage / 20 + (plan === 'basic' ? 1.5 : 0);
  const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 700)));
  return {
    i,
    usage,
    plan,
    day: day.toISOString().slice(0, 10),
    left: random() < 1 / (1 + Math.exp(-z)),
  };
});
const plain = file(
  'plain.csv',
  ['row_id,name,usage,plan,since,empty,same,churn']
    .concat(
      people.map(
        (p) =>
          `${p.i},"Firm ""${p.i}"", Ltd",${p.i % 50 === 0 ? 'N/A' : p.usage},${p.plan},${p.day} 10:00:00,,7,${p.left ? 'Yes' : 'No'}`,
      ),
    )
    .join('\r\n'),
);

test('learns from a table, tells what was left out, and says the same again', async () => {
  const said = await told({ csv: plain, target: 'churn' });
  expect(said).toMatchObject({
    rows: 600,
    events: people.filter((p) => p.left).length,
    positive: 'Yes',
    columns: [
      { name: 'usage', kind: 'numeric' },
      { name: 'plan', kind: 'categorical' },
      { name: 'since', kind: 'numeric' },
      { name: 'same', kind: 'numeric' },
    ],
  });
  expect(said.dropped.map(({ name }) => name)).toEqual(['row_id', 'name', 'empty']);
  expect(said.folds.map(({ rows }) => rows)).toEqual([120, 120, 120, 120, 120]);
  expect(said.mean.auc).toBeGreaterThan(0.8);
  expect(await told({ csv: plain, target: 'churn' })).toEqual(said);
  expect(await told({ csv: plain, target: 'churn', seed: '2' })).not.toEqual(said);
  const words = await run({ csv: plain, target: 'churn' });
  expect(words).toContain('600 rows');
  expect(words).toMatch(/^mean /m);
  expect(words).toContain('Left out: name, every text in it is another');
});

test('semicolons, decimal commas, a byte order mark, UTF-16 and Windows letters read the same', async () => {
  const rows = people.map((p) =>
    [
      String(p.usage).replace('.', ','),
      p.plan === 'pro' ? 'größer' : p.plan,
      p.left ? '1' : '0',
    ].join(';'),
  );
  const text = ['Nutzung;Plan;y', ...rows].join('\n');
  const said = await told({ csv: file('utf8.csv', `\ufeff${text}`), target: 'y' });
  expect(said.columns).toEqual([
    { name: 'Nutzung', kind: 'numeric' },
    { name: 'Plan', kind: 'categorical' },
  ]);
  expect(said.notes).toContain('Nutzung was read with decimal commas.');
  const others = [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'latin1')];
  for (const bytes of others)
    expect(await told({ csv: file('other.csv', bytes), target: 'y' })).toEqual(said);
});

test('folds by a key, or by the order of rows', async () => {
  const byKey = ['row_id,fold', ...people.map((p) => `${p.i},${p.i % 3}`).toReversed()].join('\n');
  const byOrder = ['fold', ...people.map((p) => p.i % 3)].join('\n');
  const keyed = await told({ csv: plain, target: 'churn', folds: file('k.csv', byKey) });
  expect(keyed.folds.map(({ fold, rows }) => [fold, rows])).toEqual([
    [0, 200],
    [1, 200],
    [2, 200],
  ]);
  const ordered = await told({ csv: plain, target: 'churn', folds: file('o.csv', byOrder) });
  expect(ordered.folds).toEqual(keyed.folds);
  const short = file('s.csv', 'row_id,fold\n1,0\n2,1');
  expect(await refusal({ csv: plain, target: 'churn', folds: short })).toContain(
    'no fold for row_id 0',
  );
  expect(
    await refusal({ csv: plain, target: 'churn', folds: file('f.csv', 'fold\n1\n2') }),
  ).toContain('2 rows for 600');
  expect(await refusal({ csv: plain, target: 'churn', folds: plain })).toContain('no column fold');
});

test('equal rows share a fold', async () => {
  const twice = people.slice(0, 100).flatMap((p) => {
    const row = `${p.usage},${p.plan},${Number(p.left)}`;
    return [row, row, row];
  });
  const said = await told({ csv: file('twice.csv', ['u,p,y', ...twice].join('\n')), target: 'y' });
  expect(said.notes.join()).toMatch(/20\d rows equal an earlier one; equal rows share a fold/);
  for (const { rows } of said.folds) expect(rows % 3).toBe(0);
});

test('which value is the event: said, or plain', async () => {
  const csv = file(
    'w.csv',
    ['x,state', ...people.map((p) => `${p.usage},${p.left ? 'gone' : 'there'}`)].join('\n'),
  );
  expect(await refusal({ csv, target: 'state' })).toMatch(/--positive.*gone, there/);
  const said = await told({ csv, target: 'state', positive: 'gone' });
  expect(said.events).toBe(people.filter((p) => p.left).length);
  expect(await refusal({ csv, target: 'state', positive: 'lost' })).toContain('never lost');
  expect(await refusal({ csv, target: 'none' })).toContain('It has: x, state');
});

test('small and odd tables end in numbers or in a sentence', async () => {
  const tiny = await told({
    csv: file('tiny.csv', 'x,y\n1,0\n2,1\n3,0\n4,1\n5,\n6,0,0'),
    target: 'y',
  });
  expect(tiny.rows).toBe(4);
  expect(tiny.notes).toEqual([
    '1 records were set aside: they have another number of fields than the first line.',
    '1 rows have no y and were left out.',
  ]);
  expect(tiny.dropped).toEqual([{ name: 'x', why: 'it only counts the rows' }]);
  expect(tiny.mean.slope).toBe(null);
  expect(await refusal({ csv: file('one.csv', 'x,y\n1,0\n2,0'), target: 'y' })).toContain(
    'one value only, 0',
  );
  expect(await refusal({ csv: file('none.csv', ''), target: 'y' })).toContain('no first line');
  expect(await refusal({ csv: path.join(folder, 'not-there.csv'), target: 'y' })).toContain(
    'cannot be read',
  );
  await expect(run({ target: 'y' })).rejects.toThrow(UsageError);
  await expect(run({ csv: plain, target: 'churn', seed: 'x' })).rejects.toThrow(UsageError);
});

test('stops when asked', async () => {
  const stop = new AbortController();
  stop.abort();
  const many = [
    'x,z,y',
    ...Array.from(
      { length: 20_000 },
      (_, i) =>
        `${(i * 7919) % 9973},${(i * 31) % 7},${Number((i * 7919) % 9973 > 5000 !== (i % 3 === 0))}`,
    ),
  ];
  await expect(
    run({ csv: file('many.csv', many.join('\n')), target: 'y' }, stop.signal),
  ).rejects.toThrow('stopped');
});
