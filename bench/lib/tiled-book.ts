import { gatherBook } from '../../electron/services/scores/gather.ts';
import { openFactsReadOnly } from '../../electron/services/store/facts-db.ts';
import type { BookFacts, EarlierFacts, FeatureFacts, Grid } from '../../shared/scoring/book.ts';
import { DEFAULT_SETTINGS } from '../../shared/scoring/settings.ts';

/** The facts of a stored book, as a scoring gathers them. */
export function storedBook(data: string, asOf: number): BookFacts {
  const db = openFactsReadOnly(data);
  try {
    return gatherBook(db, asOf, DEFAULT_SETTINGS);
  } finally {
    db.close();
  }
}

/** The same offices again and again, each time of other companies, until there are `offices`. */
export function tiled(book: BookFacts, offices: number): BookFacts {
  const before = book.offices.length;
  const column = (values: Float32Array): Float32Array => {
    const own = new Float32Array(offices);
    for (let at = 0; at < offices; at += before)
      own.set(values.subarray(0, Math.min(before, offices - at)), at);
    return own;
  };
  const grid = ({ firstDay, days, values }: Grid): Grid => {
    const own = new Float32Array(days * offices);
    for (let d = 0; d < days; d++)
      own.set(column(values.subarray(d * before, (d + 1) * before)), d * offices);
    return { firstDay, days, offices, values: own };
  };
  const feature = (facts: FeatureFacts): FeatureFacts => ({
    key: facts.key,
    entitled: column(facts.entitled),
    enabled: column(facts.enabled),
    eventsNow: column(facts.eventsNow),
    eventsThen: column(facts.eventsThen),
  });
  const optional = (values: Float32Array | undefined) => values && column(values);
  const earlier = (then: EarlierFacts): EarlierFacts => ({
    features: then.features.map(feature),
    overdueDays: optional(then.overdueDays),
    nps: optional(then.nps),
    npsOn: optional(then.npsOn),
    renewalOn: optional(then.renewalOn),
  });
  return {
    ...book,
    offices: Array.from({ length: offices }, (_, i) => {
      const office = book.offices[i % before];
      if (!office) throw new Error('there is no office to repeat');
      const again = Math.floor(i / before);
      return { ...office, companyId: `${office.companyId}-${again}` };
    }),
    measures: new Map([...book.measures].map(([name, values]) => [name, grid(values)])),
    features: book.features.map(feature),
    earlier: book.earlier && new Map([...book.earlier].map(([day, then]) => [day, earlier(then)])),
  };
}
