import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { IMPORT_MEMORY } from '../../electron/engine/import-thread.ts';

const run = promisify(execFile);
const MB = 1e6;

/** Memory of a process: resident right now, and the most there was since {@link forgetPeak}; megabytes. */
export function residentNow(): number {
  return process.memoryUsage.rss() / MB;
}

/** Linux forgets the high-water mark when told so (proc(5), clear_refs); elsewhere it stays that of the process. */
export function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then the peak includes what starting took.
  }
}

export function peak(): number {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kb !== undefined) return (Number(kb) * 1024) / MB;
  } catch {
    // Not Linux.
  }
  return (process.resourceUsage().maxRSS * 1024) / MB;
}

export interface Measured {
  /** Of the process with everything loaded and nothing done. */
  readonly idleMB: number;
  readonly peakMB: number;
  readonly ms: number;
  readonly said: unknown;
}

/**
 * Runs a function in a process of its own, with as little room for short-lived values as the import thread has (a
 * young generation is three semi-spaces). `module`: a file beside the benches; `name`: its export, an async function
 * of one JSON value.
 */
export async function inOwnProcess(
  module: string,
  name: string,
  input: unknown,
): Promise<Measured> {
  const child = path.join(import.meta.dirname, 'child.ts');
  const file = path.join(import.meta.dirname, '..', module);
  const { stdout } = await run(
    process.execPath,
    [
      '--expose-gc',
      `--max-semi-space-size=${IMPORT_MEMORY.maxYoungGenerationSizeMb / 3}`,
      child,
      file,
      name,
      JSON.stringify(input),
    ],
    {
      maxBuffer: 64 * 2 ** 20,
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

/** Peak over idle, megabytes. */
export const overIdle = ({ idleMB, peakMB }: Measured): number => Math.max(0, peakMB - idleMB);
