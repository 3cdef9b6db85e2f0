import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../scoring/maths.ts';
import { judge } from './adoption-gate.ts';
import { backTest, type Judged, type Labelled, type Learn } from './back-test.ts';
import { ga2mLearner } from './learner.ts';
import { randomFrom } from './random.ts';
import { riskSet } from './risk-set.ts';
import { categorical, numeric, type CategoricalColumn } from './table.ts';

const HORIZON = 90;

test('the risk set ends at the notice, and has outcomes only where the horizon is over', () => {
  const row = fc.record({
    day: fc.integer({ min: 0, max: 400 }),
    notice: fc.option(fc.integer({ min: 0, max: 600 }), { nil: Number.NaN }),
    other: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row), (list) => {
      const found = riskSet(
        {
          day: Float64Array.from(list, (r) => r.day),
          notice: Float64Array.from(list, (r) => r.notice),
          otherCause: Uint8Array.from(list, (r) => Number(r.other)),
        },
        HORIZON,
        365,
      );
      expect(found.rows.length + found.afterNotice + found.notOver + found.otherCause).toBe(
        list.length,
      );
      found.rows.forEach((i, k) => {
        const { day = 0, notice = 0, other } = list[i] ?? {};
        expect(notice <= day).toBe(false);
        expect(day + HORIZON).toBeLessThanOrEqual(365);
        expect(found.y[k]).toBe(notice <= day + HORIZON ? 1 : 0);
        expect(found.y[k] === 1 && other).toBe(false);
      });
    }),
  );
});

/** A book of offices seen every four weeks; `hidden` moves notices and the scorecard does not know it. */
function book(
  hidden: number,
  seed: number,
): { data: Labelled; hidden: Float64Array; plan: CategoricalColumn } {
  const random = randomFrom(seed);
  const day: number[] = [];
  const office: number[] = [];
  const company: number[] = [];
  const y: number[] = [];
  const scorecard: number[] = [];
  const moved: number[] = [];
  const plans: string[] = [];
  for (let o = 0; o < 400; o++) {
    const plan = random() < 0.5 ? 'basic' : 'pro';
    for (let t = 0; t < 30; t++) {
      const known = 2 * random() - 1;
      const unknown = 2 * random() - 1;
      const out = random() < logistic(-2.6 + known + hidden * unknown);
      day.push(28 * t);
      office.push(o);
      company.push(Math.floor(o / 3));
      y.push(Number(out));
      scorecard.push(-2 + known);
      moved.push(unknown);
      plans.push(plan);
      if (out) break;
    }
  }
  const data = {
    day: Float64Array.from(day),
    office: Int32Array.from(office),
    company: Int32Array.from(company),
    y: Uint8Array.from(y),
    scorecard: Float64Array.from(scorecard),
  };
  return { data, hidden: Float64Array.from(moved), plan: categorical('plan', plans) };
}

function run(data: Labelled, learn: Learn): Judged {
  const steps = backTest(data, learn, { horizonDays: HORIZON });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Many offices would be gone by the end: a denser book is made of several. */
const several = (hidden: number) => {
  const parts = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => book(hidden, seed));
  const joined = (of: (p: (typeof parts)[number]) => ArrayLike<number>): number[] =>
    parts.flatMap((p) => Array.from(of(p)));
  const numbered = (of: (d: Labelled) => Int32Array): Int32Array =>
    Int32Array.from(parts.flatMap((p, k) => Array.from(of(p.data), (label) => 1000 * k + label)));
  return {
    data: {
      day: Float64Array.from(joined((p) => p.data.day)),
      office: numbered((d) => d.office),
      company: numbered((d) => d.company),
      y: Uint8Array.from(joined((p) => p.data.y)),
      scorecard: Float64Array.from(joined((p) => p.data.scorecard)),
    },
    hidden: Float64Array.from(joined((p) => p.hidden)),
    plan: categorical(
      'plan',
      parts.flatMap(({ plan }) => Array.from(plan.codes, (code) => plan.levels[code] ?? null)),
    ),
  };
};

test('nothing is learned from that was not known at the origin, nor judged twice', () => {
  const { data } = book(1, 1);
  const seen: [number, number][] = [];
  const judged = run(data, (train, others) => {
    const newest = train.reduce((most, i) => Math.max(most, data.day[i] ?? 0), 0);
    const tested = others.filter((i) => !train.includes(i));
    const oldest = tested.reduce((least, i) => Math.min(least, data.day[i] ?? 0), 1e9);
    seen.push([newest, oldest]);
    return new Float64Array(others.length).fill(-2);
  });
  expect(seen).toHaveLength(judged.origins.length);
  for (const [newest, oldest] of seen) expect(newest + HORIZON).toBeLessThan(oldest);
  expect(new Set(judged.rows).size).toBe(judged.rows.length);
});

test('a candidate that knows more is adopted; one that knows the same, or noise, is not', () => {
  const { data, hidden, plan } = several(1.5);
  const knows: Learn = (_, others) =>
    Float64Array.from(others, (i) => -2.6 + (data.scorecard[i] ?? 0) + 2 + 1.5 * (hidden[i] ?? 0));
  const better = judge(data, run(data, knows), [plan], true);
  expect(better.checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(better.adopt).toBe(true);
  expect(better.gain.low).toBeGreaterThan(0);
  expect(better.segments.map(({ level }) => level)).toEqual(['basic', 'pro']);

  const same: Learn = (_, others) => Float64Array.from(others, (i) => data.scorecard[i] ?? 0);
  expect(judge(data, run(data, same), [plan], true).adopt).toBe(false);
  const random = randomFrom(5);
  const noise: Learn = (_, others) => Float64Array.from(others, () => -2.6 + random());
  const refused = judge(data, run(data, noise), [plan], true);
  expect(refused.checks.filter(({ passed }) => !passed).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['better', 'order', 'slope']),
  );
  expect(judge(data, run(data, knows), [plan], false).adopt).toBe(false);
  const sure: Learn = (train, others) => knows(train, others).map((z) => 2 * z);
  expect(judge(data, run(data, sure), [plan], true).adopt).toBe(false);
});

test('our own model is adopted for what it finds, and not when outcomes are shuffled', () => {
  const { data, hidden, plan } = several(1.5);
  const table = {
    rows: data.day.length,
    columns: [numeric('scorecard', data.scorecard), numeric('hidden', hidden), plan],
  };
  expect(judge(data, run(data, ga2mLearner(table, data)), [plan], true).adopt).toBe(true);
  const random = randomFrom(8);
  const order = Array.from(data.y, (v) => ({ v, key: random() })).toSorted((a, b) => a.key - b.key);
  const shuffled = { ...data, y: Uint8Array.from(order, ({ v }) => v) };
  const verdict = judge(shuffled, run(shuffled, ga2mLearner(table, shuffled)), [plan], true);
  expect(verdict.adopt).toBe(false);
});

test('with few notices nothing is adopted, however good it looks', () => {
  const { data, hidden } = book(1.5, 3);
  const knows: Learn = (_, others) =>
    Float64Array.from(others, (i) => -0.6 + (data.scorecard[i] ?? 0) + 1.5 * (hidden[i] ?? 0));
  const verdict = judge(data, run(data, knows), [], true);
  expect(verdict.checks.find(({ code }) => code === 'events')?.passed).toBe(false);
  expect(verdict.adopt).toBe(false);
});
