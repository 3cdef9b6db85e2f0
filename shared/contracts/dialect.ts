import { z } from 'zod';

const oneByte = z
  .string()
  .refine((s) => s.length === 1 && s.charCodeAt(0) > 0 && s.charCodeAt(0) < 128, {
    message: 'a delimiter is one ASCII character',
  })
  .refine((s) => !'"\\\n\r'.includes(s), {
    message: 'a delimiter cannot be a quote, a backslash or a line end',
  });

const shape = z.strictObject({
  /** `csv` is RFC 4180; `text` is UNLOAD without FORMAT. */
  format: z.enum(['csv', 'text', 'json', 'parquet']),
  delimiter: oneByte,
  /** ADDQUOTES: every value of the text stands in quotes. */
  quotes: z.boolean(),
  /** ESCAPE: a backslash stands before line ends, delimiters, backslashes and quotes. */
  escape: z.boolean(),
  /** NULL AS: values that, bare, mean unknown. '' is nothing between two delimiters. */
  nulls: z.array(z.string().max(64)).max(8),
  /** The markers mean unknown in quotes, too. */
  quotedNulls: z.boolean(),
  header: z.boolean(),
  /** One more delimiter ends every record. */
  trailingDelimiter: z.boolean(),
});

/** How the bytes of a file say rows (https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html). */
export type Dialect = Readonly<z.infer<typeof shape>>;

/** What settings may fix; the rest is found from the file. */
export const dialectSettings = shape
  .partial()
  .refine((d) => d.format !== 'csv' || (d.quotes !== true && d.escape !== true), {
    message: 'CSV has neither quotes (ADDQUOTES) nor escape (ESCAPE): those belong to text',
  });
export type DialectSettings = z.infer<typeof dialectSettings>;
