import { z } from 'zod';
import { call, type } from './call.ts';

/** Answered by what stands around the page: Electron's main process, or the loopback page's server. */
export const shell = {
  about: call({
    input: z.object({}),
    output: type<{ face: 'window' | 'page'; version: string; platform: string }>(),
    by: 'shell',
  }),
  /** A native dialog; null = the person closed it. The page has none and asks for the path in a field. */
  pickSource: call({
    input: z.object({ kind: z.enum(['folder', 'file']) }),
    output: type<string | null>(),
    by: 'shell',
    problems: ['not_here'],
  }),
  /** Saves where the person says; null = closed. The page downloads instead. */
  saveFile: call({
    input: z.object({ name: z.string().min(1).max(200), bytes: z.instanceof(Uint8Array) }),
    output: type<string | null>(),
    by: 'shell',
    problems: ['not_here', 'unwritable_folder', 'disk_full'],
  }),
  openExternal: call({
    input: z.object({ url: z.string().max(2000) }),
    output: type<{ opened: boolean }>(),
    by: 'shell',
    problems: ['not_here'],
  }),
} as const;
