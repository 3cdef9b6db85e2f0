/** One HTML file that needs nothing else: no script, no font, no picture from elsewhere; it prints on A4 and Letter. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1c1f23; font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #d5d9de; padding-bottom: .25rem; }
p { margin: .5rem 0; } .quiet { color: #55606b; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .75rem .2rem 0; border-bottom: 1px solid #e6e9ec; }
th { font-weight: 600; } td.n, th.n { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: #55606b; } dd { margin: 0; }
figure { margin: .75rem 0; } figcaption { color: #55606b; }
svg { max-width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: #3b444d; }
.shapes { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem 1rem; }
.shapes figure { margin: 0; break-inside: avoid; }
@media print { main { max-width: none; margin: 0; } h2 { break-after: avoid; } table, figure { break-inside: avoid; } }
@media (max-width: 40rem) { .shapes { grid-template-columns: 1fr 1fr; } dl { grid-template-columns: 1fr; } }
`;

/** Text of a model, a file or a book, as it stands in HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** What is said, and what it is; both as plain text. */
export function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
}

/** The first column is text, the others are numbers where `numbers` says so. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers = true,
): string {
  const cell = (tag: 'th' | 'td', text: string, at: number): string =>
    `<${tag}${numbers && at > 0 ? ' class="n"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${escaped(text)}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((text, at) => cell(tag, text, at)).join('')}</tr>`;
  return `<table><thead>${line('th', head)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table>`;
}

export const section = (title: string, body: string): string =>
  `<h2>${escaped(title)}</h2>\n${body}`;

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
