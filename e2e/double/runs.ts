import type { Double } from './double.ts';

/** Each launch loads its own copy of the built app; the query of a module's address says whose it is. */
const doubles = new Map<string, Double>();

export function addRun(double: Double): string {
  const run = `${process.pid}-${doubles.size + 1}`;
  doubles.set(run, double);
  return run;
}

export function doubleOf(moduleUrl: string): Double {
  const double = doubles.get(new URL(moduleUrl).searchParams.get('run') ?? '');
  if (!double) throw new Error('the Electron double answers only to apps started by its launch()');
  return double;
}
