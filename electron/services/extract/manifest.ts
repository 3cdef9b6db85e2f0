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
  schema: z
    .object({
      elements: z.array(
        z.object({
          name: z.string(),
          // Of a type only its base is documented by example; the rest is passed over.
          type: z.object({ base: z.string() }).optional().catch(undefined),
        }),
      ),
    })
    .optional(),
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

/** More than any delivery of one table and day has; a manifest beyond is a mistake or an attack. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;
const MAX_ENTRIES = 20_000;

export interface ManifestEntry {
  readonly url: string;
  readonly bytes: number | undefined;
  /** Records with the header line. */
  readonly records: number | undefined;
}

export interface ManifestColumn {
  readonly name: string;
  /** Redshift's type without its size: `character varying`, `bigint`, … */
  readonly base: string | undefined;
}

export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  /** Undefined without VERBOSE. */
  readonly columns: readonly ManifestColumn[] | undefined;
}

export interface ControlTotals {
  readonly rows: number | undefined;
  readonly sums: Readonly<Record<string, number>>;
}

export function parseManifest(text: string, where: string): Manifest {
  const manifest = parsed(manifestSchema, text, where);
  if (manifest.entries.length > MAX_ENTRIES)
    throw badDelivery(
      `${where} names ${manifest.entries.length} files; more than ${MAX_ENTRIES} are not read.`,
    );
  return {
    entries: manifest.entries.map(({ url, meta }) => ({
      url,
      bytes: meta?.content_length,
      records: meta?.record_count,
    })),
    columns: manifest.schema?.elements.map(({ name, type }) => ({ name, base: type?.base })),
  };
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
    json = repaired(text);
  }
  if (json === undefined) throw badDelivery(`${where} is not valid JSON.`);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badDelivery(`${where} is not as expected at ${issue?.path.join('.')}: ${issue?.message}.`);
}

/**
 * AWS's own example writes a type's size without a name, `{ "base": "character varying", 25 }`, which no JSON reader
 * takes. Nothing else is mended.
 */
function repaired(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/("base"\s*:\s*"[^"\\]*")(?:\s*,\s*\d+)+(?=\s*\})/g, '$1'));
  } catch {
    return undefined;
  }
}

/** A fault of the delivery itself: its day is held, and what is there already stays. */
export function badDelivery(
  message: string,
  next = 'Ask the data team to deliver the day again, then sync.',
  cause?: unknown,
): AtriumError {
  return refuse('bad_delivery', message, {
    stillWorks: 'The data as it was stays in place.',
    next,
    cause,
  });
}
