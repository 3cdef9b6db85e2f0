import type { Sign } from './cuts.ts';
import type { Ga2mModel } from './model.ts';

export interface Violation {
  readonly name: string;
  /** The step from this bin to the next goes the wrong way. */
  readonly bin: number;
  /** By how much, with the other features as they make it worst. */
  readonly by: number;
}

/**
 * Where what a feature adds in all (its shape and its pairs) goes against its sign. Nowhere in a model as fitted; but
 * signs can be got round where features are correlated (interpretml/interpret, issue 184), so a model is looked at
 * before it is used. The unknown bin has no place in the order.
 */
export function violations(model: Ga2mModel): readonly Violation[] {
  const found: Violation[] = [];
  model.shapes.forEach(({ name, sign, values }, s) => {
    if (sign === 0) return;
    for (let bin = 1; bin + 1 < values.length; bin++) {
      let rise = sign * ((values[bin + 1] ?? 0) - (values[bin] ?? 0));
      // The partners of different pairs are different features: each can be at its worst at once.
      for (const pair of model.pairs) rise += worstRise(pair, s, bin, sign);
      if (rise < -1e-12) found.push({ name, bin, by: -rise });
    }
  });
  return found;
}

function worstRise(
  pair: Ga2mModel['pairs'][number],
  shape: number,
  bin: number,
  sign: Sign,
): number {
  const { first, second, firstCoarse, secondCoarse, width, values } = pair;
  if (shape !== first && shape !== second) return 0;
  const coarse = shape === first ? firstCoarse : secondCoarse;
  const stride = shape === first ? width : 1;
  const others = shape === first ? width : values.length / width;
  const otherStride = shape === first ? 1 : width;
  let worst = Number.POSITIVE_INFINITY;
  for (let o = 0; o < others; o++) {
    const at = (b: number): number => values[(coarse[b] ?? 0) * stride + o * otherStride] ?? 0;
    worst = Math.min(worst, sign * (at(bin + 1) - at(bin)));
  }
  return worst;
}

/**
 * A model with one numeric shape made to keep a sign after the fact: the nearest such shape by least squares over its
 * rows (pool adjacent violators). Its pairs stay as they are; `violations` says whether that is enough.
 * @throws Error when there is no numeric shape of that name
 */
export function straighten(model: Ga2mModel, name: string, sign: 1 | -1): Ga2mModel {
  const shape = model.shapes.find((s) => s.name === name);
  if (shape?.bins.kind !== 'numeric') throw new Error(`The model has no numeric shape ${name}.`);
  const [unknown = 0, ...known] = shape.values;
  const values = [unknown, ...isotonic(known, shape.rows.slice(1), sign)];
  const shapes = model.shapes.map((s) => (s === shape ? { ...s, sign, values } : s));
  return { ...model, shapes };
}

/** The nearest values that never go against the sign, by weighted least squares. */
export function isotonic(
  values: readonly number[],
  weights: readonly number[],
  sign: 1 | -1,
): readonly number[] {
  const blocks: { sum: number; weight: number; size: number }[] = [];
  values.forEach((value, i) => {
    // A bin without rows has next to no say.
    const weight = Math.max(weights[i] ?? 0, 1e-9);
    let block = { sum: value * weight, weight, size: 1 };
    for (;;) {
      const last = blocks.at(-1);
      if (!last || sign * (block.sum / block.weight - last.sum / last.weight) >= 0) break;
      blocks.pop();
      block = {
        sum: block.sum + last.sum,
        weight: block.weight + last.weight,
        size: block.size + last.size,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ sum, weight, size }) =>
    Array.from({ length: size }, () => sum / weight),
  );
}
