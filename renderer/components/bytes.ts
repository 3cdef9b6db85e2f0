const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;
type ByteUnit = keyof typeof UNITS;

/** Of thousands, as file managers count them; the largest in which there is at least one. */
export const byteUnit = (bytes: number): ByteUnit =>
  bytes >= UNITS.GB ? 'GB' : bytes >= UNITS.MB ? 'MB' : bytes >= UNITS.kB ? 'kB' : 'B';

/** The number alone, with no more digits than it deserves: `0`, `0.4`, `12`. */
export function bytesIn(unit: ByteUnit, bytes: number): string {
  const value = bytes / UNITS[unit];
  const large = unit === 'MB' || unit === 'GB';
  return value.toFixed(large && value > 0 && value < 9.95 ? 1 : 0);
}

/** `999 B`, `12 kB`, `1.4 MB`, `12 MB`, `1.3 GB`. */
export function bytesText(bytes: number): string {
  const unit = byteUnit(bytes);
  return `${bytesIn(unit, bytes)} ${unit}`;
}
