import { useMemo } from 'react';
import { useOffices } from './queries.ts';

export interface Csm {
  readonly email: string;
  readonly name: string;
  readonly accounts: number;
  readonly offices: number;
}

/** Everyone who owns an office, by name. */
export function useCsms(): readonly Csm[] {
  const rows = useOffices().data?.rows;
  return useMemo(() => {
    const found = new Map<string, { name: string; accounts: Set<string>; offices: number }>();
    for (const { csm_email: email, csm_name: name, company_id: company } of rows ?? []) {
      if (email === null) continue;
      const of = found.get(email) ?? { name: name ?? email, accounts: new Set(), offices: 0 };
      of.offices++;
      if (company !== null) of.accounts.add(company);
      found.set(email, of);
    }
    return [...found]
      .map(([email, of]) => ({ ...of, email, accounts: of.accounts.size }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }, [rows]);
}
