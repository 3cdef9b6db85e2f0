import { expect, test } from 'vitest';
import { K_MAX, weeklyK } from './overdispersion.ts';
import { poisson, seeded } from './test-book.ts';
import { WEEKS, type Windows } from './windows.ts';

function weeks(n: number, draw: () => number): Windows {
  const none = () => new Float64Array(n);
  const weekY = Float64Array.from({ length: WEEKS * n }, draw);
  return {
    y1: none(),
    x1: none(),
    n1: none(),
    y0: none(),
    x0: none(),
    n0: none(),
    yOlder: none(),
    xOlder: none(),
    xSilent: none(),
    lastEvent: new Int32Array(n),
    weekY,
    weekX: new Float64Array(WEEKS * n).fill(7),
    lastYear: { y1: none(), x1: none(), y0: none(), x0: none() },
  };
}

const N = 800;
const all = new Uint8Array(N).fill(1);

test('recovers k of negative-binomial weeks', () => {
  const random = seeded(5);
  // Gamma of shape 4 as a sum of four exponentials.
  const gamma4 = () =>
    -Math.log((1 - random()) * (1 - random()) * (1 - random()) * (1 - random())) / 4;
  const k = weeklyK(
    weeks(N, () => poisson(40 * gamma4(), random)),
    N,
    all,
  );
  expect(k).toBeGreaterThan(3.4);
  expect(k).toBeLessThan(5);
});

test('Poisson weeks, and no weeks, have no overdispersion to speak of', () => {
  const random = seeded(6);
  expect(
    weeklyK(
      weeks(N, () => poisson(40, random)),
      N,
      all,
    ),
  ).toBe(K_MAX);
  expect(
    weeklyK(
      weeks(N, () => 0),
      N,
      all,
    ),
  ).toBe(K_MAX);
});
