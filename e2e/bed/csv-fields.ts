/** The fields of one line of CSV as they stand there, quotes included; a line that is joined again is the same line. */
export function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (i < line.length && (quoted || line[i] !== ',')) continue;
    fields.push(line.slice(start, i));
    start = i + 1;
  }
  return fields;
}
