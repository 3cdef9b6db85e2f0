import { z } from 'zod';
import { refuse, type AtriumError } from '../../../shared/contracts/problem.ts';

/**
 * Redshift's own manifest (`UNLOAD … MANIFEST VERBOSE`,
 * https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html). Without VERBOSE there are only urls.
 * `record_count` includes the header line of each file.
 */
const manifestSchema = z.object({
  entries: z.array(
    z.object({
      url: z.string().min(1),
      meta: z
        .object({ content_length: z.number().optional(), record_count: z.number().optional() })
        .optional(),
    }),
  ),
  schema: z.object({ elements: z.array(z.object({ name: z.string() })) }).optional(),
});

/** The data team's marker, written last, where they have one. */
const markerSchema = z.object({
  ds: z.string(),
  run_id: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      rows: z.number().optional(),
      distinct_keys: z.number().optional(),
      sums: z.record(z.string(), z.number()).optional(),
    }),
  ),
});

export interface ManifestEntry {
  /** File name inside the run's folder. */
  readonly name: string;
  readonly bytes: number | undefined;
  /** Records with the header line. */
  readonly records: number | undefined;
}

export interface ControlTotals {
  readonly rows: number | undefined;
  readonly sums: Readonly<Record<string, number>>;
}

export function parseManifest(text: string, where: string): readonly ManifestEntry[] {
  const manifest = parsed(manifestSchema, text, where);
  return manifest.entries.map(({ url, meta }) => ({
    name: url.slice(url.lastIndexOf('/') + 1),
    bytes: meta?.content_length,
    records: meta?.record_count,
  }));
}

export function parseMarker(text: string, where: string): ControlTotals {
  const marker = parsed(markerSchema, text, where);
  const table = marker.tables.find((t) => t.name === 'company_facts');
  return { rows: table?.rows, sums: table?.sums ?? {} };
}

function parsed<T>(schema: z.ZodType<T>, text: string, where: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badDelivery(`${where} is not valid JSON.`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badDelivery(`${where} is not as expected at ${issue?.path.join('.')}: ${issue?.message}.`);
}

/** A fault of the delivery itself: its day is held, and what is there already stays. */
export function badDelivery(
  message: string,
  next = 'Ask the data team to deliver the day again, then sync.',
): AtriumError {
  return refuse('bad_delivery', message, {
    stillWorks: 'The data as it was stays in place.',
    next,
  });
}
