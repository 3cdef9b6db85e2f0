/** Milliseconds one round of a contender took, or what it measured itself. */
export type Contender = () => Promise<number>;

export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

/**
 * Lets contenders take turns, so that a machine that is slow for a while is slow for all of them; the medians by name.
 * The first turn of each warms up and does not count, unless each turn has a process of its own.
 */
export async function takeTurns(
  rounds: number,
  contenders: Readonly<Record<string, Contender>>,
  warmUp = true,
): Promise<{
  readonly medians: ReadonlyMap<string, number>;
  readonly first: ReadonlyMap<string, number>;
}> {
  const samples = new Map<string, number[]>();
  const first = new Map<string, number>();
  for (let round = warmUp ? 0 : 1; round <= rounds; round++)
    for (const [name, contender] of Object.entries(contenders)) {
      const took = await contender();
      if (round === 0) first.set(name, took);
      else samples.set(name, [...(samples.get(name) ?? []), took]);
    }
  return { medians: new Map([...samples].map(([name, values]) => [name, median(values)])), first };
}
