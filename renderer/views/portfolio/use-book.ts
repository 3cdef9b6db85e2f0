import { useMemo } from 'react';
import { useOffices } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';

interface Csm {
  readonly email: string;
  readonly name: string;
  readonly offices: number;
}

/** Whose offices are shown: `csm` is null for all, and also as long as "my book" has nobody chosen. */
export function useBook(): {
  readonly mine: boolean;
  readonly me: string | null;
  readonly csm: string | null;
} {
  const { data: settings } = useSettings();
  const mine = settings?.book === 'mine';
  const me = settings?.myCsm ?? null;
  return { mine, me, csm: mine ? me : null };
}

/** Everyone who owns an office, by name. */
export function useCsms(): readonly Csm[] {
  const rows = useOffices().data?.rows;
  return useMemo(() => {
    const found = new Map<string, Csm>();
    for (const { csm_email: email, csm_name: name } of rows ?? []) {
      if (email === null) continue;
      const before = found.get(email);
      found.set(email, { email, name: name ?? email, offices: (before?.offices ?? 0) + 1 });
    }
    return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }, [rows]);
}
