import { useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../shared/contracts/contract.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { ask } from './call.ts';
import { client } from './client.ts';

const KEY = ['settings.get'] as const;

export const useSettings = () =>
  useQuery({ queryKey: KEY, queryFn: () => ask('settings.get', {}) });

/** Shown at once, kept by the engine; on a refusal the screen returns to what is kept and the error is thrown. */
export async function saveSettings(change: InputOf<'settings.set'>): Promise<Settings> {
  const before = client.getQueryData<Settings>(KEY);
  if (before) client.setQueryData<Settings>(KEY, { ...before, ...(change as Partial<Settings>) });
  try {
    const kept = await ask('settings.set', change);
    client.setQueryData(KEY, kept);
    return kept;
  } catch (error) {
    client.setQueryData(KEY, before);
    throw error;
  }
}
