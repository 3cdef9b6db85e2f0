import { createHash } from 'node:crypto';
import { z } from 'zod';
import { COLUMNS, columnOf } from '../../../shared/domain/company-facts.ts';
import { dialectSettings, type DialectSettings } from '../../../shared/contracts/dialect.ts';
import { refuse } from '../../../shared/contracts/problem.ts';

const ours = z.string().refine((name) => columnOf(name) !== undefined, {
  error: (issue) => `company_facts has no column ${String(issue.input)}`,
});

const schema = z
  .strictObject({
    /** Their column name → ours. */
    columns: z.record(z.string().min(1), ours).default({}),
    /** Our column → their value → ours; null = unknown. */
    values: z.record(ours, z.record(z.string(), z.string().nullable())).default({}),
    dialect: dialectSettings.default({}),
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
  readonly limits: { readonly unpackedBytes?: number; readonly unpackedRatio?: number };
  /** Changes with the file: a day read by another mapping is another reading. Empty without one. */
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
  const { columns, values, dialect, limits } = result.data;
  return {
    columns: new Map(Object.entries(columns).map(([theirs, name]) => [columnKey(theirs), name])),
    values: new Map(
      Object.entries(values).map(([column, map]) => [column, new Map(Object.entries(map))]),
    ),
    dialect,
    seal: createHash('sha256').update(JSON.stringify(result.data)).digest('hex'),
    limits: {
      ...(limits.unpackedBytes === undefined ? {} : { unpackedBytes: limits.unpackedBytes }),
      ...(limits.unpackedRatio === undefined ? {} : { unpackedRatio: limits.unpackedRatio }),
    },
  };
}

function badMapping(message: string, cause?: unknown): Error {
  return refuse('bad_request', message, {
    stillWorks: 'The days already synced stay as they are.',
    next: `Correct the file: "columns" takes their name to one of ours (${COLUMNS.slice(0, 3)
      .map((c) => c.name)
      .join(', ')} …), "values" their value to ours, "dialect" how the text is written.`,
    cause,
  });
}
