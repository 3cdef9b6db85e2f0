/** So many rows are collected side by side before they are spread over their columns: few enough to stay in the cache. */
const BLOCK = 64;
const FIRST_SIZE = 4096;
/** What a manifest promises is believed up to here. */
const MOST_EXPECTED = 1 << 20;

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/**
 * Columns of numbers that grow by rows. The values of a row are written side by side, which is what a reader of rows
 * does fastest, and spread over the columns a block at a time; or many rows come by columns already.
 */
export interface GrowingColumns<T extends Numbers> {
  /** A new column, blank in the rows so far; its place in a row. */
  add(): number;
  /** Where the next row's values go: into this array, from {@link base} on. Changes with every row and column. */
  line(): T;
  base(): number;
  /** The next row is whole. */
  next(): void;
  /** Blanks what was written of the next row. */
  drop(): void;
  /** Rows `from` ≤ i < `to` of columns by their places; blank where there is none. */
  append(columns: readonly (T | undefined)[], from: number, to: number): void;
  /** One value; of the next row as well. */
  at(row: number, place: number): number;
  /** A column over all rows; it is longer than they are. */
  column(place: number): T;
}

/** `expected`: so many rows there will probably be. What is reserved and never written to takes no memory. */
export function growingColumns<T extends Numbers>(
  view: (buffer: ArrayBuffer) => T,
  blank: number,
  expected = 0,
): GrowingColumns<T> {
  const bytes = view(new ArrayBuffer(8)).BYTES_PER_ELEMENT;
  const make = (size: number): T => view(new ArrayBuffer(size * bytes));
  const columns: T[] = [];
  let capacity = Math.max(FIRST_SIZE, Math.min(expected, MOST_EXPECTED));
  let line = make(0);
  let rows = 0;
  let spread = 0;

  function reserve(size: number): void {
    if (size <= capacity) return;
    while (size > capacity) capacity *= 2;
    columns.forEach((column, place) => {
      const larger = make(capacity);
      larger.set(column.subarray(0, spread));
      columns[place] = larger;
      // One column after the other: two copies of a day would not fit where one does.
      column.buffer.transfer(0);
    });
  }

  function flush(): void {
    const count = rows - spread;
    if (count === 0) return;
    reserve(rows);
    const width = columns.length;
    columns.forEach((column, place) => {
      for (let row = 0; row < count; row++)
        column[spread + row] = line[row * width + place] ?? blank;
    });
    spread = rows;
    line.fill(blank);
  }

  return {
    add() {
      flush();
      columns.push(make(capacity).fill(blank, 0, rows) as T);
      line = make(BLOCK * columns.length).fill(blank) as T;
      return columns.length - 1;
    },
    line: () => line,
    base: () => (rows - spread) * columns.length,
    next() {
      rows++;
      if (rows - spread === BLOCK) flush();
    },
    drop() {
      const from = (rows - spread) * columns.length;
      line.fill(blank, from, from + columns.length);
    },
    append(given, from, to) {
      flush();
      const end = rows + to - from;
      reserve(end);
      columns.forEach((column, place) => {
        const values = given[place];
        if (values) column.set(values.subarray(from, to), rows);
        else column.fill(blank, rows, end);
      });
      rows = end;
      spread = end;
    },
    at(row, place) {
      const there =
        row < spread ? columns[place]?.[row] : line[(row - spread) * columns.length + place];
      return there ?? blank;
    },
    column(place) {
      flush();
      return columns[place] ?? make(0);
    },
  };
}
