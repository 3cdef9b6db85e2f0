/** So many rows are collected side by side before they are spread over their columns: few enough to stay in the cache. */
const BLOCK = 64;
const FIRST_SIZE = 4096;

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/**
 * Columns of numbers that grow by rows. The values of a row are written side by side, which is what a reader of rows
 * does fastest, and spread over the columns a block at a time.
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
  /** One value; of the next row as well. */
  at(row: number, place: number): number;
  /** A column over all rows; it is longer than they are. */
  column(place: number): T;
}

export function growingColumns<T extends Numbers>(
  view: (buffer: ArrayBuffer) => T,
  blank: number,
): GrowingColumns<T> {
  const bytes = view(new ArrayBuffer(8)).BYTES_PER_ELEMENT;
  const make = (size: number): T => view(new ArrayBuffer(size * bytes)).fill(blank) as T;
  const columns: T[] = [];
  let capacity = FIRST_SIZE;
  let line = make(0);
  let rows = 0;
  let spread = 0;

  function flush(): void {
    const count = rows - spread;
    if (rows > capacity) {
      // By half: what is reserved and not used counts as memory, too.
      while (rows > capacity) capacity += capacity >> 1;
      columns.forEach((column, place) => {
        // In place where there is room: two copies of a day would not fit where one does.
        const { length } = column;
        columns[place] = view(column.buffer.transfer(capacity * bytes)).fill(blank, length) as T;
      });
    }
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
      columns.push(make(capacity));
      line = make(BLOCK * columns.length);
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
    at(row, place) {
      const there =
        row < spread ? columns[place]?.[row] : line[(row - spread) * columns.length + place];
      return there ?? blank;
    },
    column(place) {
      if (spread < rows) flush();
      return columns[place] ?? make(0);
    },
  };
}
