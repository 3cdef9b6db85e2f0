import { OFFICE_FACTS } from '../office-facts.ts';
import { xgboostText } from './hand-made.ts';

/** A model of three facts, worked out by hand: risk rises as the trend falls, with silence, and when hosts are unknown. */
export const MODEL_NAMES = ['trend', 'silence', 'hosts'] as const;

export const modelText = (names: readonly string[] = MODEL_NAMES): string =>
  xgboostText(
    [
      [0, -0.25, 1.5, [0, 0, 0.25, -0.5], false],
      [1, 2, -0.25, 1],
      [2, 10, 0.125, -0.125, true],
    ],
    { names },
  );

/** The same without the evaluator: what the trees above say. */
export function marginByHand([trend, silence, hosts]: readonly (number | null)[]): number {
  const t = trend ?? null;
  // Missing values go right at both splits of the trend and at silence.
  const first = t !== null && t < -0.25 ? 1.5 : t !== null && t < 0 ? 0.25 : -0.5;
  const second = silence !== null && silence !== undefined && silence < 2 ? -0.25 : 1;
  const third = hosts === null || hosts === undefined || hosts < 10 ? 0.125 : -0.125;
  return first + second + third;
}

export interface SidecarFile {
  featureNames: string[];
  units: Record<string, string>;
  trainEnd: string;
  horizonDays: number;
  labelDefinition: string;
  calibration: unknown;
  testVectors: { features: unknown; margin: unknown; probability?: unknown }[];
}

export function sidecarFile(): SidecarFile {
  return {
    featureNames: [...MODEL_NAMES],
    units: Object.fromEntries(MODEL_NAMES.map((name) => [name, OFFICE_FACTS[name] ?? ''])),
    trainEnd: '2026-06-30',
    horizonDays: 90,
    labelDefinition: 'Notice of cancellation given within 90 days',
    calibration: 'none',
    testVectors: Array.from({ length: 60 }, (_, i) => {
      const row = [i % 7 === 0 ? null : (i - 30) / 40, (i % 9) / 2, i % 5 === 0 ? null : i];
      const margin = marginByHand(row);
      return { features: row, margin, probability: 1 / (1 + Math.exp(-margin)) };
    }),
  };
}

export function sidecarText(change: (file: SidecarFile) => unknown = (file) => file): string {
  return JSON.stringify(change(sidecarFile()), null, 1);
}
