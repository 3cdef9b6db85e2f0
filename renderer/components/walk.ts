import { subjectOf, type Subject } from './inspector.ts';

/** The list one came from, so that its rows can be gone through one after the other without going back. */
let rows: readonly object[] = [];

/** Remembers a list in the order in which it is shown. */
export function walkThrough(list: readonly object[]): void {
  rows = list;
}

interface Walk {
  /** 1 = the first. */
  readonly place: number;
  readonly count: number;
  readonly before: Subject | null;
  readonly after: Subject | null;
}

/** Where an account or office stands in the list one came from; null where it does not. */
export function walkAt({ companyId, locationId }: Subject): Walk | null {
  const at = rows.findIndex((row) => {
    const subject = subjectOf(row);
    return subject?.companyId === companyId && subject.locationId === locationId;
  });
  if (at < 0) return null;
  const beside = (step: number): Subject | null => {
    const row = rows[at + step];
    return row === undefined ? null : subjectOf(row);
  };
  return { place: at + 1, count: rows.length, before: beside(-1), after: beside(1) };
}
