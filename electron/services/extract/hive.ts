/** What UNLOAD's PARTITION BY writes for NULL (https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html). */
const HIVE_NULL = '__HIVE_DEFAULT_PARTITION__';

/**
 * Column values that stand in a file's path instead of in the file: `region=EMEA%20North/0000_part_00` →
 * `region` → `EMEA North`; null where the path says NULL. `run` names an attempt, not a column.
 */
export function partitionValues(path: string): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const folder of path.split('/').slice(0, -1)) {
    const equals = folder.indexOf('=');
    if (equals <= 0) continue;
    const name = decoded(folder.slice(0, equals));
    const value = folder.slice(equals + 1);
    if (name === 'run') continue;
    values.set(name, value === HIVE_NULL ? null : decoded(value));
  }
  return values;
}

/** Percent-decoded; as it stands where a percent sign is only that. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
