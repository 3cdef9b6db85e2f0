import { clip } from './maths.ts';
import { WEEKS, type Windows } from './windows.ts';

export const K_MIN = 2;
export const K_MAX = 200;

/**
 * Negative-binomial k of weekly counts, pooled: 1/k = Σ[(Y−μ)²−μ] / Σμ², μ = own rate × exposure of the week.
 * @param active offices to pool
 */
export function weeklyK(windows: Windows, offices: number, active: Uint8Array): number {
  let excess = 0;
  let square = 0;
  for (let i = 0; i < offices; i++) {
    if (!active[i]) continue;
    let y = 0;
    let x = 0;
    for (let w = 0; w < WEEKS; w++) {
      y += windows.weekY[w * offices + i] ?? 0;
      x += windows.weekX[w * offices + i] ?? 0;
    }
    if (y === 0 || x <= 0) continue;
    const rate = y / x;
    for (let w = 0; w < WEEKS; w++) {
      const exposure = windows.weekX[w * offices + i] ?? 0;
      if (exposure <= 0) continue;
      const mu = rate * exposure;
      const off = (windows.weekY[w * offices + i] ?? 0) - mu;
      excess += off * off - mu;
      square += mu * mu;
    }
  }
  if (square === 0) return K_MAX;
  return excess <= 0 ? K_MAX : clip(square / excess, K_MIN, K_MAX);
}
