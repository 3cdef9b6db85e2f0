import { shown, type Figure, type StoredResult } from '../../bench/lib/result.ts';

const BEGIN = '<!-- made by npm run bench:doc -->';
const END = '<!-- end -->';

/** A document with the part between its marks made anew from results. Throws where it has no marks. */
export function withTables(document: string, results: readonly StoredResult[]): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the document has no ${BEGIN} … ${END}`);
  const tables = results.map(section).join('\n');
  return `${document.slice(0, begin + BEGIN.length)}\n\n${tables}\n${document.slice(end)}`;
}

function section({ title, about, at, machine, rounds, name, figures }: StoredResult): string {
  const rows = figures.map((figure) => cells(figure));
  const head = ['', 'measured', 'at most'];
  const widths = head.map((text, i) =>
    Math.max(3, text.length, ...rows.map((r) => (r[i] ?? '').length)),
  );
  const line = (of: readonly string[]): string =>
    `| ${of.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((w, i) => (i === 0 ? '-'.repeat(w) : `${'-'.repeat(w - 1)}:`));
  return [
    `### ${title}`,
    '',
    about,
    '',
    `\`npm run bench -- ${name}\`, ${at}, ${rounds} rounds, ${machine}.`,
    '',
    line(head),
    `| ${rule.join(' | ')} |`,
    ...rows.map(line),
    '',
  ].join('\n');
}

function cells(figure: Figure): readonly [string, string, string] {
  const { label, value, atMost, note } = figure;
  const over = atMost !== undefined && !(value <= atMost);
  return [
    note === undefined ? label : `${label} (${note})`,
    `${shown(figure)}${over ? ' ✗' : ''}`,
    atMost === undefined ? '' : shown({ ...figure, value: atMost }),
  ];
}
