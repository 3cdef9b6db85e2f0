import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Leaves a day (its `ds=` folder) half of its rows: whole by its manifest, and nothing a person should believe. */
export async function spoilDay(partition: string): Promise<void> {
  const [run = ''] = await readdir(partition);
  const folder = path.join(partition, run);
  const [part = ''] = (await readdir(folder)).filter((name) => name.endsWith('.gz'));
  const lines = gunzipSync(await readFile(path.join(folder, part)))
    .toString()
    .trimEnd()
    .split('\n');
  const half = lines.slice(0, Math.ceil(lines.length / 2));
  const bytes = gzipSync(`${half.join('\n')}\n`);
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(path.join(folder, part), bytes);
  const meta = { content_length: bytes.length, record_count: half.length };
  const url = `s3://bucket/company_facts/${path.basename(partition)}/${run}/${part}`;
  const manifest = { entries: [{ url, meta }] };
  await writeFile(path.join(folder, 'manifest'), JSON.stringify(manifest));
}
