import { mkdirSync, readFileSync, writeFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One number of a bench. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | '×' | 'rows' | 'events';
  /** What it must not exceed, in the same unit. */
  readonly atMost?: number;
  readonly note?: string;
}

export interface BenchResult {
  readonly name: string;
  readonly title: string;
  /** What was measured and how, in a sentence or two. */
  readonly about: string;
  readonly figures: readonly Figure[];
}

export interface StoredResult extends BenchResult {
  readonly at: string;
  readonly machine: string;
  readonly rounds: number;
  readonly quick: boolean;
}

export interface BenchOptions {
  /** How often each thing is timed; things that are compared take turns. */
  readonly rounds: number;
  /** Smaller input: a look at whether it works, not a figure to keep. */
  readonly quick: boolean;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

const RESULTS = path.join(import.meta.dirname, '..', 'results');

export function machine(): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${cpu?.model.trim() ?? 'processor'}, ${memory} GB, ${os.platform()} ${os.arch()}, Node ${process.versions.node}`;
}

export function keepResult(result: StoredResult): void {
  mkdirSync(RESULTS, { recursive: true });
  const figures = result.figures.map((f) => ({ ...f, value: Number(f.value.toPrecision(4)) }));
  writeFileSync(
    path.join(RESULTS, `${result.name}.json`),
    `${JSON.stringify({ ...result, figures }, undefined, 2)}\n`,
  );
}

/** All kept results, by name. */
export function readResults(): readonly StoredResult[] {
  return readdirSync(RESULTS)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(path.join(RESULTS, file), 'utf8')) as StoredResult);
}

/** `1,234`, `12.3`, `0.61`: three digits that matter. */
export function shown({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-US', {
    maximumFractionDigits: unit === 'rows' || unit === 'events' ? 0 : digits,
  });
  return unit === '×' ? `${text} ×` : `${text} ${unit}`;
}
