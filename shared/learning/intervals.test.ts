import { expect, test } from 'vitest';
import { logistic } from '../scoring/maths.ts';
import { measure } from './cross-validate.ts';
import { spreadOf, stabilityIndex } from './drift.ts';
import { figuresOf, type JudgedRows } from './intervals.ts';
import { leadTime } from './lead-time.ts';
import { randomFrom } from './random.ts';

const random = randomFrom(4);

function judged(rows: number, companies: number): JudgedRows {
  // Rounded, so that some are tied.
  const logits = Float64Array.from({ length: rows }, () => Math.round(20 * (random() - 0.8)) / 5);
  return {
    logits,
    y: Uint8Array.from(logits, (z) => (random() < logistic(z) ? 1 : 0)),
    company: Int32Array.from({ length: rows }, (_, i) => i % companies),
    arr: Float64Array.from({ length: rows }, () => (random() < 0.2 ? Number.NaN : 1000 * random())),
  };
}

test('figures are those of the plain measures, inside of their bounds', () => {
  const rows = judged(1500, 300);
  const figures = figuresOf(rows);
  const plain = measure(rows.logits, rows.y);
  for (const name of [
    'auc',
    'averagePrecision',
    'lift',
    'logLoss',
    'slope',
    'observedOverExpected',
  ] as const) {
    const { value, low, high } = figures[name];
    expect(value).toBeCloseTo(plain[name], 6);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
  const known = [...rows.arr.keys()].filter((i) => !Number.isNaN(rows.arr[i] ?? Number.NaN));
  const sum = (of: (i: number) => number) =>
    known.reduce((total, i) => total + (rows.arr[i] ?? 0) * of(i), 0);
  expect(figures.arrObservedOverExpected.value).toBeCloseTo(
    sum((i) => rows.y[i] ?? 0) / sum((i) => logistic(rows.logits[i] ?? 0)),
    9,
  );
});

test('rows that a company repeats make no figure surer', () => {
  const once = judged(200, 200);
  const again = <T extends { readonly length: number }>(make: (k: (i: number) => number) => T): T =>
    make((i) => i % 200);
  const repeated: JudgedRows = {
    logits: again((k) => Float64Array.from({ length: 2000 }, (_, i) => once.logits[k(i)] ?? 0)),
    y: again((k) => Uint8Array.from({ length: 2000 }, (_, i) => once.y[k(i)] ?? 0)),
    company: again((k) => Int32Array.from({ length: 2000 }, (_, i) => k(i))),
    arr: new Float64Array(2000).fill(Number.NaN),
  };
  const width = (rows: JudgedRows): number => {
    const { low, high } = figuresOf(rows).auc;
    return high - low;
  };
  expect(width(repeated)).toBeCloseTo(width(once), 1);
  expect(
    width({ ...repeated, company: Int32Array.from({ length: 2000 }, (_, i) => i) }),
  ).toBeLessThan(width(once) / 2);
});

test('what has no meaning is no number', () => {
  const rows = judged(50, 10);
  const figures = figuresOf({ ...rows, y: new Uint8Array(50) });
  expect(figures.auc.value).toBeNaN();
  expect(figures.slope.value).toBeNaN();
  expect(
    figuresOf({ ...rows, arr: rows.arr.map(() => Number.NaN) }).arrObservedOverExpected.value,
  ).toBeNaN();
});

test('lead time counts from the first day among the highest', () => {
  // 40 offices on three days; office 0 leads on the second, gives notice on day 100; office 1 never leads.
  const day: number[] = [];
  const office: number[] = [];
  const logits: number[] = [];
  for (const at of [0, 28, 56])
    for (let o = 0; o < 40; o++) {
      day.push(at);
      office.push(o);
      logits.push(o === 0 ? (at === 0 ? -9 : 9) : o === 2 ? 5 : o === 3 ? 4 : -o);
    }
  const notice = Float64Array.from(office, (o) => (o === 0 ? 100 : o === 1 ? 90 : Number.NaN));
  const y = Uint8Array.from(notice, (n) => (Number.isNaN(n) ? 0 : 1));
  const rows = Int32Array.from(day.keys());
  expect(
    leadTime(
      rows,
      Float64Array.from(logits),
      { day: Float64Array.from(day), office: Int32Array.from(office), notice },
      y,
    ),
  ).toEqual({ foretold: 1, offices: 2, days: 72 });
});

test('the stability index is 0 for the same numbers, small by chance, large once they move or go missing', () => {
  const values = Float64Array.from({ length: 2000 }, () => random());
  const spread = spreadOf('x', values);
  expect(stabilityIndex(spread, values)).toBe(0);
  expect(
    stabilityIndex(
      spread,
      Float64Array.from({ length: 2000 }, () => random()),
    ),
  ).toBeLessThan(0.03);
  expect(
    stabilityIndex(
      spread,
      values.map((v) => v + 0.3),
    ),
  ).toBeGreaterThan(0.2);
  expect(
    stabilityIndex(
      spread,
      values.map((v, i) => (i % 2 ? Number.NaN : v)),
    ),
  ).toBeGreaterThan(0.2);
  const flat = spreadOf('flat', new Float64Array(100).fill(3));
  expect(stabilityIndex(flat, new Float64Array(10).fill(3))).toBe(0);
});
