import type { WhatIfHistogram } from '../../../shared/domain/what-if.ts';
import { countText } from '../../components/format.ts';
import css from './scores.module.css';

const WIDTH = 320;
const HEIGHT = 64;

/** Offices by class: bars as it would be, a line as it is. */
export function ScoresBars({
  title,
  shape,
  changed,
  ticks,
  text,
  marks = [],
}: {
  readonly title: string;
  readonly shape: WhatIfHistogram;
  readonly changed: boolean;
  readonly ticks: readonly number[];
  readonly text: (value: number) => string;
  readonly marks?: readonly (readonly [number, string])[];
}) {
  const { edges, before, after } = shape;
  const top = Math.max(1, ...before, ...after);
  const wide = WIDTH / after.length;
  const y = (count: number): number => HEIGHT - (HEIGHT * count) / top;
  const outline = before
    .map((count, i) => `${i === 0 ? 'M' : 'L'}${i * wide} ${y(count)}H${(i + 1) * wide}`)
    .join('');
  const most = after.indexOf(Math.max(...after));
  const said = `${title}: most offices, ${countText(after[most] ?? 0)}, from ${text(edges[most] ?? 0)} to ${text(edges[most + 1] ?? 0)}`;
  return (
    <figure className={css['bars']}>
      <figcaption>
        {title}
        {changed ? <span className={css['does']}>bars then, line now</span> : null}
      </figcaption>
      <svg viewBox={`0 -12 ${WIDTH} ${HEIGHT + 28}`} role="img" aria-label={said}>
        {after.map((count, i) => (
          <rect
            key={edges[i]}
            x={i * wide + 0.5}
            y={y(count)}
            width={Math.max(0, wide - 1)}
            height={HEIGHT - y(count)}
            className={css['bar']}
          />
        ))}
        {changed ? <path d={outline} className={css['outline']} /> : null}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={css['axis']} />
        {ticks.map((tick) => (
          <text
            key={tick}
            x={place(edges, tick) * wide}
            y={HEIGHT + 13}
            className={css['tick']}
            data-at={tick === edges[0] ? 'start' : tick === edges.at(-1) ? 'end' : undefined}
          >
            {text(tick)}
          </text>
        ))}
        {marks.map(([value, glyph]) => (
          <g key={glyph}>
            <line
              x1={place(edges, value) * wide}
              x2={place(edges, value) * wide}
              y1={0}
              y2={HEIGHT}
              className={css['mark']}
            />
            <text x={place(edges, value) * wide} y={-3} className={css['tick']}>
              {glyph}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Where a value stands among classes of the same width on screen; classes that double count by their logarithm. */
function place(edges: readonly number[], value: number): number {
  const at = edges.findLastIndex((edge) => edge <= value);
  if (at < 0) return 0;
  const [low, high] = [edges[at] ?? 0, edges[at + 1]];
  if (high === undefined) return edges.length - 1;
  const doubling = low > 0 && (edges[0] ?? 0) > 0;
  return (
    at + (doubling ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low))
  );
}
