import type { DataTest } from '../../../shared/contracts/sync.ts';
import type { Delivery } from '../extract/deliveries.ts';
import type { Source } from '../extract/source.ts';

/** What the data team says of a delivery beside its control totals. */
export interface Marker {
  readonly generatedAt: string | undefined;
  readonly distinctKeys: number | undefined;
  readonly tests: readonly DataTest[];
  /** The run this one restates, where the delivery says so. */
  readonly supersedes: string | null;
}

const NOTHING: Marker = {
  generatedAt: undefined,
  distinctKeys: undefined,
  tests: [],
  supersedes: null,
};

/** Reads `_delivery.json` where there is one. What must be right in it is checked with the manifest; the rest is taken as it comes. */
export async function readMarker(source: Source, delivery: Delivery): Promise<Marker> {
  const file = delivery.files.find((f) => /(?:^|\/)_delivery\.json$/.test(f.path));
  if (!file) return NOTHING;
  const json = parsed(await source.readText(file.path));
  const tables = listOf(json['tables']);
  const table = tables.find((t) => t['name'] === 'company_facts');
  return {
    generatedAt: textOf(json['generated_at']) ?? undefined,
    distinctKeys: numberOf(table?.['distinct_keys']) ?? undefined,
    supersedes: textOf(json['supersedes']),
    tests: listOf(json['tests']).flatMap((t) => {
      const id = textOf(t['id']);
      if (id === null) return [];
      return {
        id,
        // A test that does not say how it went has not passed.
        status: textOf(t['status']) ?? 'unknown',
        severity: textOf(t['severity']),
        owner: textOf(t['owner']),
        runbook: textOf(t['runbook']),
        failing_rows: numberOf(t['failing_rows']),
      };
    }),
  };
}

/** `20261121T031502Z…`: run ids are the times they were written, where they look like it. */
export function timeOfRun(runId: string): string | null {
  const m = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/.exec(runId);
  return m ? `${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z` : null;
}

/** Its form was checked when its control totals were read; here a slip of the pen costs no day. */
function parsed(text: string): Json {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

type Json = Readonly<Record<string, unknown>>;
const asRecord = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map((v) => asRecord(v)) : [];
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : null;
