import type { Labelled, Learn } from './back-test.ts';
import { fitGa2m, type Ga2mOptions } from './ga2m.ts';
import { predict } from './predict.ts';
import { takeRows, type Table } from './table.ts';

/** For offices in their risk set: rows of an office repeat each other, so leaves are large and pairs few. */
export const OFFICE_OPTIONS: Ga2mOptions = { minLeaf: 60, bags: 6, pairs: 6 };

/** The additive model as a candidate of a back-test: offices of a company are held out together. */
export function ga2mLearner(
  table: Table,
  data: Labelled,
  options: Ga2mOptions = OFFICE_OPTIONS,
): Learn {
  return (train, others) => {
    const model = fitGa2m(
      takeRows(table, train),
      Uint8Array.from(train, (i) => data.y[i] ?? 0),
      { ...options, groups: train.map((i) => data.company[i] ?? 0) },
    );
    return predict(model, takeRows(table, others));
  };
}
