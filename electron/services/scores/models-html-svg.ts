import type { KeptContender } from '../../../shared/domain/learning.ts';
import type { Shape } from '../../../shared/learning/model.ts';
import { escaped } from './models-html-page.ts';

/** Numbers of a path need no more. */
const at = (value: number): string => value.toFixed(1);

/** Predicted against observed shares, with the bounds of each; on the line, as many leave as was said. */
export function calibrationPlot(bins: KeptContender['reliability']): string {
  const width = 420;
  const height = 300;
  const left = 48;
  const bottom = 36;
  const most = Math.max(0.01, ...bins.map((bin) => Math.max(bin.predicted, bin.high))) * 1.05;
  const x = (share: number) => left + (share / most) * (width - left - 12);
  const y = (share: number) => height - bottom - (share / most) * (height - bottom - 12);
  const ticks = ticksTo(most);
  const grid = ticks
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${at(y(0))}" y2="${at(y(0) + 4)}" stroke="#9aa4ae"/><text x="${at(x(tick))}" y="${at(y(0) + 16)}" text-anchor="middle">${percent(tick)}</text><line x1="${left}" x2="${width - 12}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#eceff1"/><text x="${left - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${percent(tick)}</text>`,
    )
    .join('');
  const points = bins
    .map(
      ({ predicted, observed, low, high }) =>
        `<line x1="${at(x(predicted))}" x2="${at(x(predicted))}" y1="${at(y(low))}" y2="${at(y(high))}" stroke="#33526e" stroke-width="1.5"/><circle cx="${at(x(predicted))}" cy="${at(y(observed))}" r="3.5" fill="#33526e"/>`,
    )
    .join('');
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Observed share of notices against the predicted chance, in tenths of the offices">${grid}<line x1="${at(x(0))}" y1="${at(y(0))}" x2="${at(x(most))}" y2="${at(y(most))}" stroke="#9aa4ae" stroke-dasharray="4 3"/>${points}<text x="${width - 12}" y="${height - 4}" text-anchor="end">predicted</text><text x="${left}" y="10">observed</text></svg>`;
}

/** What a feature adds to the logit over its values: a step line, its standard errors behind, the unknown as a mark apart. */
export function shapePlot(
  { bins, values, errors, rows }: Shape,
  words: string,
  unit: string,
): string {
  const width = 220;
  const height = 130;
  const left = 34;
  const right = 24;
  const top = 8;
  const bottom = 30;
  if (bins.kind !== 'numeric') return '';
  const known = values.slice(1);
  const spread = known.map((v, b) => Math.abs(v) + 2 * (errors[b + 1] ?? 0));
  const most = Math.max(0.1, ...spread, Math.abs(values[0] ?? 0));
  const y = (v: number) => top + ((most - v) / (2 * most)) * (height - top - bottom);
  const step = (width - left - right) / known.length;
  const x = (b: number) => left + b * step;
  const path = known
    .map((v, b) => `${b === 0 ? 'M' : 'L'}${at(x(b))} ${at(y(v))}H${at(x(b + 1))}`)
    .join('');
  const band = known
    .map((v, b) => {
      const error = 2 * (errors[b + 1] ?? 0);
      return `<rect x="${at(x(b))}" y="${at(y(v + error))}" width="${at(step)}" height="${at(Math.max(0.5, y(v - error) - y(v + error)))}" fill="#dfe6ec"/>`;
    })
    .join('');
  const unknown =
    (rows[0] ?? 0) > 0
      ? `<circle cx="${width - 8}" cy="${at(y(values[0] ?? 0))}" r="3" fill="none" stroke="#33526e"/><text x="${width - 8}" y="${height - bottom + 12}" text-anchor="middle">?</text>`
      : '';
  const first = bins.cuts[0];
  const last = bins.cuts.at(-1);
  const ends =
    first === undefined || last === undefined
      ? ''
      : `<text x="${left}" y="${height - bottom + 12}">${short(first)}</text><text x="${width - right}" y="${height - bottom + 12}" text-anchor="end">${short(last)}</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(`What ${words} adds to the log odds, from ${signed(Math.min(...known))} to ${signed(Math.max(...known))}`)}">${band}<line x1="${left}" x2="${width - right}" y1="${at(y(0))}" y2="${at(y(0))}" stroke="#9aa4ae"/><path d="${path}" fill="none" stroke="#33526e" stroke-width="1.5"/>${unknown}<text x="${left - 4}" y="${at(y(most) + 8)}" text-anchor="end">${signed(most)}</text><text x="${left - 4}" y="${at(y(-most))}" text-anchor="end">${signed(-most)}</text>${ends}<text x="${left}" y="${height - 4}">${escaped(unit)}</text></svg>`;
}

function ticksTo(most: number): readonly number[] {
  const step = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find((s) => most / s <= 6) ?? 0.25;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, k) => k * step);
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))}%`;
const short = (value: number): string => String(Number(value.toPrecision(3)));
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
