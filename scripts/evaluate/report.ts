/** One truth test: what was asked for and what came out. */
export interface Line {
  readonly name: string;
  readonly value: number;
  /** Empty: shown for its own sake. */
  readonly target: string;
  readonly met: boolean;
  /** What the value is the mean of. */
  readonly of: string;
}

export function line(
  name: string,
  value: number,
  { least, most }: { readonly least?: number; readonly most?: number },
  of: string,
): Line {
  const target =
    least !== undefined && most !== undefined
      ? `${least} to ${most}`
      : least !== undefined
        ? `at least ${least}`
        : `at most ${most}`;
  // NaN meets nothing.
  const met = value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Infinity);
  return { name, value, target, met, of };
}

export function info(name: string, value: number, of: string): Line {
  return { name, value, target: '', met: true, of };
}

export function table(lines: readonly Line[]): string {
  const rows = [
    ['figure', 'value', 'target', 'verdict', 'mean of'],
    ...lines.map((l) => [
      l.name,
      Number.isNaN(l.value) ? '–' : l.value.toFixed(4),
      l.target,
      verdict(l),
      l.of,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  const text = rows.map(
    (row) => `| ${row.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [text[0], rule, ...text.slice(1)].join('\n');
}

function verdict({ target, met }: Line): string {
  return target === '' ? '' : met ? 'met' : 'missed';
}
