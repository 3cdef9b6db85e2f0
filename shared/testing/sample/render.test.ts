import { expect, test } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import { buildBook } from './build.ts';
import { SAMPLE_COLUMNS } from './columns.ts';
import { regionNamed } from './places.ts';
import { rendererOf, type Renderer } from './render.ts';

const DAYS = ['2026-11-20', '2025-11-02', '2026-08-17', '2026-11-19'].map(dayOf);
const book = buildBook({ locations: 120, seed: 8 });

function dayText(renderer: Renderer, day: number, zeroRegion?: number): string {
  const plan = renderer.plan(day, zeroRegion);
  return new TextDecoder().decode(renderer.part(plan, 0, plan.rows.length).bytes);
}

test('days asked for in any order, and from a book built again, are the same bytes', () => {
  const one = rendererOf(book);
  const forwards = DAYS.map((day) => dayText(one, day));
  const two = rendererOf(buildBook({ locations: 120, seed: 8 }));
  const backwards = DAYS.toReversed()
    .map((day) => dayText(two, day))
    .toReversed();
  expect(backwards).toEqual(forwards);
  expect(new Set(forwards).size).toBe(DAYS.length);
});

test('another seed is another book', () => {
  const other = rendererOf(buildBook({ locations: 120, seed: 9 }));
  const [day = 0] = DAYS;
  expect(dayText(other, day)).not.toBe(dayText(rendererOf(book), day));
});

test('parts join to the whole day, each with its header', () => {
  const renderer = rendererOf(book);
  const [day = 0] = DAYS;
  const whole = dayText(renderer, day);
  const plan = renderer.plan(day);
  const texts = [
    [0, 50],
    [50, plan.rows.length],
  ].map(([from = 0, to = 0]) => new TextDecoder().decode(renderer.part(plan, from, to).bytes));
  const header = `${SAMPLE_COLUMNS.join(',')}\n`;
  expect(texts.every((text) => text.startsWith(header))).toBe(true);
  expect(header + texts.map((text) => text.slice(header.length)).join('')).toBe(whole);
});

const lines = (text: string): string[] => text.trimEnd().split('\n').slice(1);

test('a region whose sensors failed reports zero, the others are untouched', () => {
  const renderer = rendererOf(book);
  const day = dayOf('2026-11-04');
  const region = regionNamed('Latin America');
  const right = lines(dayText(renderer, day));
  const wrong = lines(dayText(renderer, day, region));
  const changed = right.filter((line, k) => line !== wrong[k]);
  expect(changed.length).toBeGreaterThan(3);
  expect(changed.every((line) => line.includes(',Latin America,'))).toBe(true);
});
