import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitGa2m, type Ga2mProgress } from './ga2m.ts';
import { auc, calibration, logLoss } from './metrics.ts';
import { parseModel, type Ga2mModel } from './model.ts';
import { violations } from './monotone.ts';
import { columnsLacking, explain, predict } from './predict.ts';
import { randomFrom } from './random.ts';
import { categorical, numeric, takeRows, type Table } from './table.ts';
import { madeUp } from './testing.ts';

const train = madeUp(4000, 1);
const later = madeUp(4000, 2);
const model = fitGa2m(train.table, train.y);

const shape = (m: Ga2mModel, name: string) => m.shapes.find((s) => s.name === name);
const namesOf = (m: Ga2mModel, pair: Ga2mModel['pairs'][number]) =>
  [pair.first, pair.second].map((s) => m.shapes[s]?.name).join(' × ');

test('comes near the truth on rows it has not seen, calibrated', () => {
  const logits = predict(model, later.table);
  // The truth also knows the tenth of `up` that is hidden.
  expect(auc(logits, later.y)).toBeGreaterThan(auc(later.truth, later.y) - 0.03);
  expect(logLoss(logits, later.y)).toBeLessThan(logLoss(later.truth, later.y) + 0.04);
  const { slope, intercept } = calibration(logits, later.y);
  expect(Math.abs(slope - 1)).toBeLessThan(0.12);
  expect(Math.abs(intercept)).toBeLessThan(0.15);
});

test('finds what acts together, and no pair where nothing does', () => {
  expect(model.pairs.map((pair) => namesOf(model, pair))[0]).toBe('left × right');
  const apart = madeUp(4000, 1, 0);
  expect(fitGa2m(apart.table, apart.y).pairs.map((pair) => namesOf(model, pair))).not.toContain(
    'left × right',
  );
  expect(fitGa2m(train.table, train.y, { pairs: 0 }).pairs).toEqual([]);
  const none = fitGa2m(train.table, train.y, { alone: ['left'] });
  expect(none.pairs.map((pair) => namesOf(none, pair)).join()).not.toContain('left');
});

test('shapes look as what made the data: a rise, a hill, names apart, nothing for noise', () => {
  const up = shape(model, 'up')?.values ?? [];
  expect((up.at(-2) ?? 0) - (up[2] ?? 0)).toBeGreaterThan(1.5);
  const bend = shape(model, 'bend')?.values ?? [];
  expect(bend[24] ?? 0).toBeGreaterThan((bend[2] ?? 0) + 1);
  expect(bend[24] ?? 0).toBeGreaterThan((bend.at(-2) ?? 0) + 1);
  const kind = shape(model, 'kind');
  if (kind?.bins.kind !== 'categorical') throw new Error('kind is a column of names');
  const { levels, bins } = kind.bins;
  const byName = levels.toSorted(
    (a, b) =>
      (kind.values[bins[levels.indexOf(a)] ?? 0] ?? 0) -
      (kind.values[bins[levels.indexOf(b)] ?? 0] ?? 0),
  );
  expect(byName).toEqual(['south', 'north', 'east', 'west']);
  const sd = (name: string): number => {
    const { values = [], rows = [] } = shape(model, name) ?? {};
    return Math.sqrt(values.reduce((sum, v, i) => sum + (v * v * (rows[i] ?? 0)) / 4000, 0));
  };
  expect(sd('idle')).toBeLessThan(sd('up') / 4);
  expect(sd('code')).toBeLessThan(sd('kind'));
});

test('every shape and pair is 0 on average, and knows how sure it is', () => {
  for (const { values, rows, errors } of model.shapes) {
    expect(values.reduce((sum, v, b) => sum + v * (rows[b] ?? 0), 0)).toBeCloseTo(0, 6);
    expect(errors.every((e) => e >= 0 && e < 2)).toBe(true);
  }
  expect(Math.max(...(shape(model, 'up')?.errors ?? []))).toBeGreaterThan(0.02);
});

test('the mean prediction is the share of events, rows of the commoner outcome left out or not', () => {
  const shareOf = (m: Ga2mModel): number =>
    predict(m, train.table).reduce((sum, z) => sum + 1 / (1 + Math.exp(-z)), 0) / train.table.rows;
  const events = train.y.reduce((sum, v) => sum + v, 0) / train.table.rows;
  expect(shareOf(model)).toBeCloseTo(events, 9);
  const rare = { ...train, y: Uint8Array.from(train.y, (v, i) => (i % 4 === 0 ? v : 0)) };
  const sampled = fitGa2m(rare.table, rare.y, { maxRows: 1500 });
  expect(sampled.fit.rowsUsed).toBeLessThan(1700);
  expect(sampled.fit.rows).toBe(4000);
  expect(shareOf(sampled)).toBeCloseTo(rare.y.reduce((sum, v) => sum + v, 0) / 4000, 9);
});

test('contributions sum to the logit to 1e-9, pairs as one reason', () => {
  const logits = predict(model, later.table);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3999 }), (row) => {
      const why = explain(model, later.table, row);
      const sum = why.contributions.reduce((total, { value }) => total + value, why.intercept);
      expect(Math.abs(sum - (logits[row] ?? 0))).toBeLessThan(1e-9);
      expect(why.logit).toBeCloseTo(sum, 9);
      const names = why.contributions.map((c) => c.names.join());
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test('the same seed gives the same model to the bit, another one another', () => {
  const small = takeRows(
    train.table,
    Array.from({ length: 800 }, (_, i) => i),
  );
  const y = train.y.slice(0, 800);
  const one = fitGa2m(small, y, { seed: 7 });
  expect(fitGa2m(small, y, { seed: 7 })).toEqual(one);
  expect(fitGa2m(small, y, { seed: 8 })).not.toEqual(one);
});

// With labels that stay with their rows the bags stay the same, and so does all but the order of sums. Without labels a
// row is a group of its own by its place, and above `maxRows` rows are left out by their place: there the order counts.
test('the order of rows changes nothing where groups are named', () => {
  const rows = 900;
  const order = Array.from({ length: rows }, (_, i) => i);
  const random = randomFrom(4);
  const mixed = order.map((i) => ({ i, key: random() })).toSorted((a, b) => a.key - b.key);
  const groups = Int32Array.from(order, (i) => i % 300);
  const fit = (places: readonly number[]): Ga2mModel =>
    fitGa2m(
      takeRows(train.table, places),
      Uint8Array.from(places, (i) => train.y[i] ?? 0),
      { groups: Int32Array.from(places, (i) => groups[i] ?? 0) },
    );
  const a = predict(fit(order), later.table);
  const b = predict(fit(mixed.map(({ i }) => i)), later.table);
  expect(Math.max(...a.map((z, i) => Math.abs(z - (b[i] ?? 0))))).toBeLessThan(1e-6);
});

test('a sign is kept by shape and pairs together, whatever the data say', () => {
  for (const sign of [1, -1] as const) {
    const signs = { up: sign, bend: sign, left: sign, right: 1 as const };
    const signed = fitGa2m(train.table, train.y, { signs });
    expect(violations(signed)).toEqual([]);
    for (const name of ['up', 'bend', 'left']) {
      const values = shape(signed, name)?.values.slice(1) ?? [];
      expect(values.every((v, i) => i === 0 || sign * (v - (values[i - 1] ?? v)) >= -1e-12)).toBe(
        true,
      );
    }
    // All the data say is that it rises: told that it falls, nothing is left of it.
    expect(new Set(shape(signed, 'up')?.values.slice(1)).size > 1).toBe(sign === 1);
  }
  expect(
    violations({ ...model, shapes: model.shapes.map((s) => ({ ...s, sign: 1 })) }),
  ).not.toEqual([]);
});

test('unknown is a bin of its own; where it never was, it counts as average', () => {
  const lost = (name: string): Table => ({
    rows: later.table.rows,
    columns: later.table.columns.filter((c) => c.name !== name),
  });
  const missing = shape(model, 'up')?.values[0] ?? 0;
  expect(missing).not.toBe(0);
  const gone = explain(model, lost('up'), 5);
  expect(gone.contributions.find(({ names }) => names.join() === 'up')?.value).toBe(missing);
  expect(shape(model, 'bend')?.values[0]).toBe(0);
  expect(
    explain(model, lost('bend'), 5).contributions.some(({ names }) => names.includes('bend')),
  ).toBe(false);
  expect(columnsLacking(model, lost('bend'))).toEqual(['bend']);
  // What is unknown because the value says so: those rows leave more often.
  const random = randomFrom(9);
  const hidden = Float64Array.from({ length: 1500 }, () =>
    random() < 0.3 ? Number.NaN : random(),
  );
  const y = Uint8Array.from(hidden, (v) => (random() < (Number.isNaN(v) ? 0.6 : 0.2) ? 1 : 0));
  const told = fitGa2m({ rows: 1500, columns: [numeric('h', hidden)] }, y);
  expect(told.shapes[0]?.values[0]).toBeGreaterThan(0.7);
});

test('a level that was never seen counts as unknown', () => {
  const row = (text: string): Table => ({ rows: 1, columns: [categorical('kind', [text])] });
  expect(predict(model, row('up'))).toEqual(predict(model, { rows: 1, columns: [] }));
  expect(predict(model, row('west'))).not.toEqual(predict(model, row('south')));
});

test('a model goes through JSON unchanged; a damaged one is refused', () => {
  const text = JSON.stringify(model);
  const back = parseModel(JSON.parse(text));
  expect(back).toEqual(model);
  expect(predict(back, later.table)).toEqual(predict(model, later.table));
  expect(() => parseModel(null)).toThrow(/not a model/);
  expect(() => parseModel({ ...model, version: 2 })).toThrow(/version 2/);
  const damage = (change: (m: { shapes: { values: unknown[] }[] }) => void) => () => {
    const copy = JSON.parse(text) as { shapes: { values: unknown[] }[] };
    change(copy);
    return parseModel(copy);
  };
  expect(damage((m) => (m.shapes[0]?.values ?? []).pop())).toThrow(/another length/);
  expect(damage((m) => (m.shapes[0]?.values ?? []).splice(0, 1, null))).toThrow(/no numbers/);
});

test('labels that are noise teach next to nothing', () => {
  const random = randomFrom(21);
  const y = Uint8Array.from({ length: 2000 }, () => (random() < 0.3 ? 1 : 0));
  const rows = takeRows(
    train.table,
    Array.from({ length: 2000 }, (_, i) => i),
  );
  const logits = predict(fitGa2m(rows, y), later.table);
  const mean = logits.reduce((sum, z) => sum + z, 0) / logits.length;
  const spread = Math.sqrt(logits.reduce((sum, z) => sum + (z - mean) ** 2, 0) / logits.length);
  expect(spread).toBeLessThan(0.35);
});

test('anything that is a table can be fitted', () => {
  const cell = fc.oneof(fc.double(), fc.constant(0), fc.constant(Number.NaN));
  const name = fc.option(fc.constantFrom('a', 'b', ''));
  const any = fc.array(fc.tuple(cell, cell, name, fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(any, (rows) => {
      const table: Table = {
        rows: rows.length,
        columns: [
          numeric(
            'a',
            rows.map(([a]) => a),
          ),
          numeric(
            'b',
            rows.map(([, b]) => b),
          ),
          categorical(
            'c',
            rows.map(([, , c]) => c),
          ),
          numeric(
            'same',
            rows.map(() => 1),
          ),
        ],
      };
      const y = Uint8Array.from(rows, ([, , , v]) => Number(v));
      const fitted = fitGa2m(table, y, { maxRounds: 30 });
      expect(predict(fitted, table).every(Number.isFinite)).toBe(true);
      expect(parseModel(JSON.parse(JSON.stringify(fitted)))).toEqual(fitted);
      expect(fitted.fit.constant).toContain('same');
    }),
    { numRuns: 60 },
  );
});

test('tells how far it is and stops when asked', () => {
  const seen: Ga2mProgress[] = [];
  const stop = new AbortController();
  const run = (): Ga2mModel =>
    fitGa2m(
      train.table,
      train.y,
      {},
      {
        signal: stop.signal,
        onProgress: (progress) => {
          seen.push(progress);
          if (seen.length === 3) stop.abort(new Error('enough'));
        },
      },
    );
  expect(run).toThrow('enough');
  expect(seen.map(({ round }) => round)).toEqual([1, 2, 3]);
  expect(() => fitGa2m(train.table, new Uint8Array(3))).toThrow(/3 outcomes for 4000 rows/);
});
