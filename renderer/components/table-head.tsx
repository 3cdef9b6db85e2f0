import page from './page.module.css';

/** The head of a table: the names of its columns; those of numbers stand right-aligned like the numbers. */
export function TableHead({
  names,
  numbers = [],
}: {
  readonly names: readonly string[];
  readonly numbers?: readonly string[];
}) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col" className={numbers.includes(name) ? page['num'] : undefined}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
