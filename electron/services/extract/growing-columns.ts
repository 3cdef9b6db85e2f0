/** So many rows are collected side by side before they are spread over their columns: few enough to stay in the cache. */
const BLOCK = 64;
const FIRST_SIZE = 4096;
/** What a manifest promises is believed up to here. */
const MOST_EXPECTED = 1 << 20;

type Whole = Int32Array<ArrayBuffer>;
type Wide = Float64Array<ArrayBuffer>;
/** Numbers in half the room where that loses nothing of any of them: counts are. */
export type Floats = Float32Array<ArrayBuffer> | Wide;

/**
 * Columns of numbers that grow by rows. The values of a row are written side by side, which is what a reader of rows
 * does fastest, and spread over the columns a block at a time; or many rows come by columns already.
 */
export interface GrowingColumns<Line extends Whole | Wide, Column extends Whole | Floats> {
  /** A new column, blank in the rows so far; its place in a row. */
  add(): number;
  /** Where the next row's values go: into this array, from {@link base} on. Changes with every row and column. */
  line(): Line;
  base(): number;
  /** The next row is whole. */
  next(): void;
  /** Blanks what was written of the next row. */
  drop(): void;
  /** Whether a value of the column did not fit into the narrow form. */
  isWide(place: number): boolean;
  /** Rows `from` ≤ i < `to` of columns by their places, in the form they have here; blank where there is none. */
  append(columns: readonly (Column | undefined)[], from: number, to: number): void;
  /** One value; of the next row as well. */
  at(row: number, place: number): number;
  /** A column over all rows; it is longer than they are. */
  column(place: number): Column;
}

interface Kind<Line, Column> {
  line(this: void, size: number): Line;
  column(this: void, size: number): Column;
  /** What a column becomes when a value does not fit into it. */
  wider(this: void, size: number): Column;
  readonly blank: number;
}

/** Unknown is NaN. `expected`: so many rows there will probably be; what is reserved and not written takes no memory. */
export const growingFloats = (expected = 0): GrowingColumns<Wide, Floats> =>
  growingColumns<Wide, Floats>(
    {
      line: (size) => new Float64Array(size),
      column: (size) => new Float32Array(size),
      wider: (size) => new Float64Array(size),
      blank: Number.NaN,
    },
    expected,
  );

export const growingIds = (blank: number, expected = 0): GrowingColumns<Whole, Whole> => {
  const make = (size: number): Whole => new Int32Array(size);
  return growingColumns({ line: make, column: make, wider: make, blank }, expected);
};

function growingColumns<Line extends Whole | Wide, Column extends Whole | Floats>(
  kind: Kind<Line, Column>,
  expected: number,
): GrowingColumns<Line, Column> {
  const { blank } = kind;
  const columns: Column[] = [];
  let capacity = Math.max(FIRST_SIZE, Math.min(expected, MOST_EXPECTED));
  let line = kind.line(0);
  let rows = 0;
  let spread = 0;

  /** Moves what is there. One column after the other: two copies of a day would not fit where one does. */
  function replace(place: number, column: Column, used: number): Column {
    const old = columns[place];
    if (old) {
      column.set(old.subarray(0, used));
      old.buffer.transfer(0);
    }
    columns[place] = column;
    return column;
  }

  const isWide = (column: Column | undefined): boolean =>
    column?.BYTES_PER_ELEMENT === line.BYTES_PER_ELEMENT;

  function reserve(size: number): void {
    if (size <= capacity) return;
    while (size > capacity) capacity *= 2;
    columns.forEach((column, place) => {
      const larger = isWide(column) ? kind.wider(capacity) : kind.column(capacity);
      replace(place, larger, spread);
    });
  }

  /** Values of a column, side by side in the line, go behind what was spread. */
  function fill(place: number, count: number): void {
    const width = columns.length;
    let column = columns[place];
    if (!column) return;
    for (let i = 0; i < count; i++) {
      const value = line[i * width + place] ?? blank;
      column[spread + i] = value;
      // Unknown is like itself here, as it should be.
      if (column[spread + i] === value || Number.isNaN(value)) continue;
      column = replace(place, kind.wider(capacity), spread + i);
      column[spread + i] = value;
    }
  }

  function flush(): void {
    const count = rows - spread;
    if (count === 0) return;
    reserve(rows);
    for (let place = 0; place < columns.length; place++) fill(place, count);
    spread = rows;
    line.fill(blank);
  }

  return {
    add() {
      flush();
      columns.push(kind.column(capacity).fill(blank, 0, rows) as Column);
      line = kind.line(BLOCK * columns.length).fill(blank) as Line;
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
    isWide(place) {
      flush();
      return isWide(columns[place]);
    },
    append(given, from, to) {
      flush();
      reserve(rows + to - from);
      columns.forEach((column, place) => {
        const values = given[place];
        if (values) column.set(values.subarray(from, to), rows);
        else column.fill(blank, rows, rows + to - from);
      });
      rows += to - from;
      spread = rows;
    },
    at(row, place) {
      const there =
        row < spread ? columns[place]?.[row] : line[(row - spread) * columns.length + place];
      return there ?? blank;
    },
    column(place) {
      flush();
      return columns[place] ?? kind.column(0);
    },
  };
}
