import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rescored } from './rescore.ts';
import { adoptionHistogram, bandMoves, catchOf, mostMoved, riskHistogram } from './what-if.ts';

const MEAN = 0.03;
/** Scores with these logits; NaN = not judged. High from −2, Elevated from −3. */
const scored = (logits: readonly number[]): Rescored => ({
  eta0: -3,
  meanP: MEAN,
  thresholds: { high: -2, elevated: -3 },
  adoption: Float64Array.from(logits, (logit) => 50 - 5 * logit),
  logit: Float64Array.from(logits),
  smoothed: Float64Array.from(logits),
  band: Int8Array.from(logits, (v) => (Number.isNaN(v) ? -1 : v >= -2 ? 2 : v >= -3 ? 1 : 0)),
  dayBand: new Int8Array(logits.length),
  counts: { low: 0, elevated: 0, high: 0 },
});

// Few values, so that many offices tie.
const logit = fc.oneof(
  fc.constantFrom(-4, -3, -2, -1),
  fc.double({ min: -6, max: 0, noNaN: true }),
  fc.constant(Number.NaN),
);
const office = fc.record({ before: logit, after: logit, event: fc.constantFrom(0, 0, 0, 1) });
const book = fc.array(office, { minLength: 1, maxLength: 60 });

test('what the riskiest tenth catches is the mean over every order of the offices that tie', () => {
  fc.assert(
    fc.property(book, (offices) => {
      const own = offices.filter((o) => !Number.isNaN(o.after));
      const { top_tenth, high } = catchOf(
        scored(offices.map((o) => o.after)),
        Uint8Array.from(offices, (o) => o.event),
      );
      // One after the other from the top, each of a tie as the mean of the tie, until a tenth is reached.
      const tenth = own.length / 10;
      let seen = 0;
      let expected = 0;
      for (const value of [...new Set(own.map((o) => o.after))].toSorted((a, b) => b - a)) {
        const tie = own.filter((o) => o.after === value);
        const mean = tie.reduce((sum, o) => sum + o.event, 0) / tie.length;
        expected += mean * Math.max(0, Math.min(tie.length, tenth - seen));
        seen += tie.length;
      }
      expect(top_tenth).toBeCloseTo(expected, 9);
      expect(high.notices).toBe(own.filter((o) => o.after >= -2 && o.event === 1).length);
    }),
  );
});

test('every office that is judged stands in one class, and moves are counted once', () => {
  fc.assert(
    fc.property(book, (offices) => {
      const pair = {
        before: scored(offices.map((o) => o.before)),
        after: scored(offices.map((o) => o.after)),
      };
      const judged = offices.filter((o) => !Number.isNaN(o.after)).length;
      for (const shape of [riskHistogram(pair), adoptionHistogram(pair)]) {
        expect(shape.after.reduce((sum, n) => sum + n, 0)).toBe(judged);
        expect(shape.edges).toHaveLength(shape.after.length + 1);
      }
      const changed = offices.filter((_, i) => {
        const [from = -1, to = -1] = [pair.before.band[i], pair.after.band[i]];
        return from >= 0 && to >= 0 && from !== to;
      });
      expect(bandMoves(pair).reduce((sum, { offices: n }) => sum + n, 0)).toBe(changed.length);
      const far = (i: number): number =>
        Math.abs((offices[i]?.after ?? 0) - (offices[i]?.before ?? 0));
      const most = mostMoved(pair, 5);
      const all = offices
        .flatMap((_, i) => (far(i) > 1e-9 ? [far(i)] : []))
        .toSorted((a, b) => b - a);
      expect(most.map(far)).toEqual(all.slice(0, 5));
    }),
  );
});
