import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OFFICE_FEATURES, SEGMENTS } from './office-table.ts';
import { addRow, churnedOffices, learningData, newRiskRows } from './risk-rows.ts';

const HORIZON = 90;
const LAST = 1000;

const office = fc.record({
  notice: fc.option(fc.integer({ min: 0, max: LAST }), { nil: Number.NaN }),
  otherCause: fc.constantFrom(0, 1),
  lastSeen: fc.oneof(fc.constant(LAST), fc.integer({ min: 0, max: LAST })),
});
const moment = fc.record({
  office: fc.nat({ max: 4 }),
  day: fc.integer({ min: 0, max: LAST }),
  logit: fc.option(fc.double({ min: -5, max: 2, noNaN: true })),
});

test('each row is learned from or left out for one reason, and nothing of it is mixed up with another', () => {
  fc.assert(
    fc.property(
      fc.array(office, { minLength: 5, maxLength: 5 }),
      fc.array(moment, { maxLength: 60 }),
      (offices, moments) => {
        const rows = newRiskRows();
        moments.forEach(({ office: ord, day, logit }, k) =>
          addRow(
            rows,
            { day, office: ord, currency: ord % 2 ? 'EUR' : null },
            {
              facts: { logit, arr: k, term_trend: k, term_nps: null },
              segments: { segment: `s${ord}`, plan: null, industry: null, region: null },
            },
          ),
        );
        const outcomes = offices.map((o, company) => ({ ...o, company }));
        const { labelled, table, segments, arr, currency, notice, left } = learningData(
          rows,
          outcomes,
          HORIZON,
          LAST,
        );
        const judged = moments.filter(({ logit }) => logit !== null).length;
        expect(left.rows).toBe(judged);
        expect(
          labelled.y.length + left.afterNotice + left.notOver + left.otherCause + left.outOfSight,
        ).toBe(judged);
        expect(table.columns.map(({ name }) => name)).toEqual(
          OFFICE_FEATURES.map(({ name }) => name),
        );
        expect(segments.map(({ name }) => name)).toEqual([...SEGMENTS]);
        labelled.y.forEach((y, i) => {
          // `arr` says which moment the row comes from.
          const from = moments[arr[i] ?? -1];
          const own = offices[from?.office ?? -1];
          if (!from || !own) throw new Error('a row of no moment');
          expect(labelled.day[i]).toBe(from.day);
          expect(labelled.office[i]).toBe(from.office);
          expect(labelled.company[i]).toBe(from.office);
          expect(labelled.scorecard[i]).toBe(from.logit);
          expect(Object.is(notice[i], own.notice)).toBe(true);
          expect(currency.levels[currency.codes[i] ?? -1]).toBe(
            from.office % 2 ? 'EUR' : undefined,
          );
          expect(segments[0]?.levels[segments[0].codes[i] ?? -1]).toBe(`s${from.office}`);
          const [trend, nps] = ['term_trend', 'term_nps'].map((name) => {
            const column = table.columns.find((c) => c.name === name);
            return column?.kind === 'numeric' ? column.values[i] : undefined;
          });
          expect(trend).toBe(arr[i]);
          expect(nps).toBeNaN();
          expect(y).toBe(own.notice > from.day && own.notice <= from.day + HORIZON ? 1 : 0);
          // What became of it was seen.
          expect(y === 1 || own.lastSeen >= Math.min(LAST - 14, from.day + HORIZON)).toBe(true);
        });
        expect(churnedOffices(labelled)).toBe(
          new Set([...labelled.office].filter((_, i) => labelled.y[i] === 1)).size,
        );
      },
    ),
  );
});
