import type uPlot from 'uplot';
import { countText, dayText, shortDayText } from '../format.ts';
import { colourOf } from './colours.ts';

const FONT = '11px system-ui, "DejaVu Sans", sans-serif';

const STEPS = [0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((step) => step * 10 ** power));

/** The look of a chart: hairlines, few ticks, the axis at zero, the value under the cursor beside its date. */
export function options(
  host: HTMLElement,
  height: number,
  group: string,
  marks: readonly number[] = [],
): uPlot.Options {
  const ink = colourOf(host, '--ink-3');
  const line = colourOf(host, '--line');
  const stroke = colourOf(host, '--chart');
  const mark = colourOf(host, '--elevated');
  const axis = { stroke: ink, font: FONT, ticks: { show: false } } as const;
  return {
    width: host.clientWidth,
    height,
    padding: [8, 24, 0, 0],
    legend: { show: true, live: true },
    cursor: { sync: { key: group }, y: false, drag: { setScale: false }, points: { size: 5 } },
    scales: {
      x: { time: false },
      // From zero: a count that fell by a tenth must look like a tenth.
      y: { range: (_plot, _min, max) => [0, Math.max(1, (max ?? 1) * 1.08)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        border: { show: true, stroke: line, width: 1 },
        space: 72,
        size: 24,
        values: (_plot, ticks) => ticks.map((day) => shortDayText(Math.round(day))),
      },
      {
        ...axis,
        grid: { stroke: line, width: 1 },
        space: 32,
        // Counts have no halves.
        incrs: STEPS,
        size: 44,
        values: (_plot, ticks) => ticks.map((value) => countText(value)),
      },
    ],
    hooks: { draw: [(plot) => drawMarks(plot, marks, mark)] },
    series: [
      { label: 'Day', value: (_plot, day: number | null) => (day === null ? '' : dayText(day)) },
      {
        label: 'Count',
        value: (_plot, value: number | null, _series, at: number | null) =>
          at === null ? '' : value === null ? 'no data' : countText(value),
        stroke,
        fill: colourOf(host, '--chart-fill'),
        width: 1.25,
        spanGaps: false,
        points: { show: false },
      },
    ],
  };
}

/** A tick that stands on the axis at each day, short enough to leave the line alone. */
function drawMarks(plot: uPlot, marks: readonly number[], colour: string): void {
  const { ctx } = plot;
  const { left, top, width, height } = plot.bbox;
  const long = 8 * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  for (const day of marks) {
    const x = plot.valToPos(day, 'x', true);
    if (x >= left && x <= left + width)
      ctx.fillRect(x - devicePixelRatio, top + height - long, 2 * devicePixelRatio, long);
  }
  ctx.restore();
}
