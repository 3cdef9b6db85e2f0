import { expect, test } from 'vitest';
import { datesAt, staleSources } from './office-dates.ts';
import { AS_OF, testBook, type TestOffice } from './test-book.ts';

function at(office: TestOffice) {
  const attributes = testBook([office], { days: 1 }).offices[0];
  if (!attributes) throw new Error('one office');
  return { attributes, dates: datesAt(attributes, AS_OF, 90) };
}

const kind = (office: TestOffice) => at(office).dates.renewal?.kind;
const years = (office: TestOffice) => at(office).dates.tenureYears;

test('a notice window within the horizon raises, outside lowers, a monthly contract does neither', () => {
  expect(kind({ renewalOn: AS_OF + 120, noticeDays: 30 })).toBe('inside');
  // Notice is due later, but the weeks in which it is usually given begin within the horizon.
  expect(kind({ renewalOn: AS_OF + 180, noticeDays: 30 })).toBe('inside');
  expect(kind({ renewalOn: AS_OF + 181, noticeDays: 30 })).toBe('outside');
  expect(kind({ renewalOn: AS_OF + 30, noticeDays: 30 })).toBe('inside');
  expect(kind({ renewalOn: AS_OF + 29, noticeDays: 30 })).toBe('outside');
  expect(kind({ renewalOn: AS_OF + 100, noticeDays: null })).toBe('inside');
  expect(kind({ renewalOn: AS_OF + 40, contractTermMonths: null })).toBe('inside');
  expect(kind({ contractTermMonths: 1 })).toBe('monthly');
  expect(kind({ contractTermMonths: null, renewalOn: null })).toBeUndefined();
  expect(kind({ contractTermMonths: 12, renewalOn: AS_OF - 1 })).toBeUndefined();
});

test('dates ahead are not known, except the licence that is to start', () => {
  const { dates } = at({ noticeOn: AS_OF + 1, cancelledOn: AS_OF + 9, licensedOn: AS_OF + 3 });
  expect([dates.noticeOn, dates.cancelledOn, dates.startOn]).toEqual([null, null, AS_OF + 3]);
  expect(at({ noticeOn: AS_OF }).dates.noticeOn).toBe(AS_OF);
});

test('an office that was opened again after its licence ended is a customer again', () => {
  const { dates } = at({
    noticeOn: AS_OF - 300,
    cancelledOn: AS_OF - 250,
    licensedOn: AS_OF - 100,
    openedOn: null,
  });
  expect([dates.noticeOn, dates.cancelledOn]).toEqual([null, null]);
});

test('usage may lag two days, the other sources three; an unknown clock is trusted', () => {
  expect(at({ usageAsOf: AS_OF - 2 }).dates.usageFresh).toBe(true);
  expect(at({ usageAsOf: AS_OF - 3 }).dates.usageFresh).toBe(false);
  expect(at({ billingAsOf: AS_OF - 3 }).dates.billingFresh).toBe(true);
  const stale = at({ billingAsOf: AS_OF - 4, crmAsOf: null });
  expect(stale.dates.billingFresh).toBe(false);
  expect(staleSources(stale.attributes, stale.dates).map((f) => f.code)).toEqual(['stale_billing']);
  expect(at({ crmAsOf: AS_OF - 4 }).dates.renewal).toBeNull();
});

test('tenure counts from the licence, else the opening, else the contract', () => {
  expect(years({ licensedOn: AS_OF - 731 })).toBeCloseTo(2, 2);
  expect(years({ licensedOn: null, openedOn: AS_OF - 365 })).toBeCloseTo(1, 2);
  expect(years({ licensedOn: null, openedOn: null, contractStartOn: null })).toBeNull();
});
