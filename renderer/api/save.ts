import type { InputOf } from '../../shared/contracts/contract.ts';
import type { ReportFile } from '../../shared/contracts/reports.ts';
import { AtriumError } from '../../shared/contracts/problem.ts';
import { ask } from './call.ts';

/**
 * Makes a CSV file and saves it: by the native dialog in the window, as a download on the page.
 * Returns a sentence about what was saved; null when the person closed the dialog.
 */
export async function exportCsv(input: InputOf<'reports.csv'>): Promise<string | null> {
  return saveReport(await ask('reports.csv', input));
}

export async function saveReport(file: ReportFile): Promise<string | null> {
  const where = await save(file);
  return where === null ? null : `${file.rows} ${file.rows === 1 ? 'row' : 'rows'} saved: ${where}`;
}

/** Saves a text as a file; resolves to where, null when the person closed the dialog. */
export const saveText = (name: string, text: string, mime: string): Promise<string | null> =>
  save({ name, mime, bytes: new TextEncoder().encode(text) });

async function save(file: Omit<ReportFile, 'rows'>): Promise<string | null> {
  const { face } = await ask('shell.about', {});
  if (face === 'window')
    return ask('shell.saveFile', { name: file.name, bytes: new Uint8Array(file.bytes) });
  download(file);
  return `${file.name} in the downloads folder`;
}

function download(file: Omit<ReportFile, 'rows'>): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The native picker; undefined where there is none (the page), null when the person closed it. */
export async function pickSource(kind: 'folder' | 'file'): Promise<string | null | undefined> {
  try {
    return await ask('shell.pickSource', { kind });
  } catch (error) {
    if (error instanceof AtriumError && error.problem.code === 'not_here') return undefined;
    throw error;
  }
}
