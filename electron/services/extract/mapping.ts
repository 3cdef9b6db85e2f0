import { createHash } from 'node:crypto';
import { z } from 'zod';
import { COLUMNS, columnOf } from '../../../shared/domain/company-facts.ts';
import { dialectSettings, type DialectSettings } from '../../../shared/contracts/dialect.ts';
import { refuse } from '../../../shared/contracts/problem.ts';

const ours = z.string().refine((name) => columnOf(name) !== undefined, {
  error: (issue) => `company_facts has no column ${String(issue.input)}`,
});

/** `s3://bucket/prefix/`, however much of it is written. */
const place = z
  .string()
  .regex(
    /^(?:s3:\/\/)?[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[^\0]*)?$/,
    'write it like s3://bucket/prefix',
  )
  .transform((text) => `s3://${text.replace(/^s3:\/\//, '').replace(/\/+$/, '')}/`);

const schema = z
  .strictObject({
    /** Their column name → ours. */
    columns: z.record(z.string().min(1), ours).default({}),
    /** Our column → their value → ours; null = unknown. */
    values: z.record(ours, z.record(z.string(), z.string().nullable())).default({}),
    dialect: dialectSettings.default({}),
    /** Deliveries that were copied: manifests name `from`, the files lie in `to`. */
    bucket: z.strictObject({ from: place, to: place }).optional(),
    limits: z
      .strictObject({
        /** Bytes one file may unpack to. */
        unpackedBytes: z.number().int().positive().optional(),
        /** How many times its size a file may unpack to. */
        unpackedRatio: z.number().min(1).optional(),
      })
      .default({}),
  })
  .check((ctx) => {
    const taken = new Map<string, string>();
    for (const [theirs, name] of Object.entries(ctx.value.columns)) {
      const other = taken.get(name);
      if (other !== undefined)
        ctx.issues.push({
          code: 'custom',
          message: `${other} already stands for ${name}`,
          path: ['columns', theirs],
          input: theirs,
        });
      taken.set(name, theirs);
    }
  });

/** How another company's table says what `company_facts` says. */
export interface Mapping {
  /** Their column name, as {@link columnKey} has it → ours. */
  readonly columns: ReadonlyMap<string, string>;
  /** Our column → their value → ours. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  readonly dialect: DialectSettings;
  /** Addresses of manifests that begin with `from` are meant to begin with `to`; both `s3://bucket/prefix/`. */
  readonly bucket?: { readonly from: string; readonly to: string } | undefined;
  readonly limits: { readonly unpackedBytes?: number; readonly unpackedRatio?: number };
  /** Changes with the file: a day read by another mapping is another reading. Empty where it says nothing of reading. */
  readonly seal: string;
}

export const NO_MAPPING: Mapping = {
  columns: new Map(),
  values: new Map(),
  dialect: {},
  limits: {},
  seal: '',
};

/** Names are compared without case, outer spaces and the difference between composed and decomposed letters. */
export function columnKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/** Reads `mapping.json`; throws `bad_request` naming the file and the field. `where` is the file's name. */
export function readMapping(text: string, where: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw badMapping(`${where} is not valid JSON: ${why}.`, cause);
  }
  const result = schema.safeParse(json);
  if (!result.success) {
    const all = result.error.issues.map(
      (issue) => `${issue.path.map(String).join('.') || 'the whole file'}: ${issue.message}`,
    );
    throw badMapping(`${where} is not as expected at ${all.join('; ')}.`);
  }
  const { bucket, ...reading } = result.data;
  const { columns, values, dialect, limits } = reading;
  return {
    columns: new Map(Object.entries(columns).map(([theirs, name]) => [columnKey(theirs), name])),
    values: new Map(
      Object.entries(values).map(([column, map]) => [column, new Map(Object.entries(map))]),
    ),
    dialect,
    bucket,
    seal: sealOf(reading),
    limits: {
      ...(limits.unpackedBytes === undefined ? {} : { unpackedBytes: limits.unpackedBytes }),
      ...(limits.unpackedRatio === undefined ? {} : { unpackedRatio: limits.unpackedRatio }),
    },
  };
}

/** Of what changes what is read; where files may lie does not. */
function sealOf(reading: Omit<z.output<typeof schema>, 'bucket'>): string {
  const text = JSON.stringify(reading);
  const says = text !== JSON.stringify(schema.parse({}));
  return says ? createHash('sha256').update(text).digest('hex') : '';
}

function badMapping(message: string, cause?: unknown): Error {
  return refuse('bad_request', message, {
    stillWorks: 'The days already synced stay as they are.',
    next: `Correct the file: "columns" takes their name to one of ours (${COLUMNS.slice(0, 3)
      .map((c) => c.name)
      .join(
        ', ',
      )} …), "values" their value to ours, "dialect" how the text is written, "bucket" from where manifests name files to where they lie.`,
    cause,
  });
}
