import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SearchHit } from '../../../shared/contracts/search.ts';
import { useAccounts, useOffices } from '../../api/queries.ts';
import { useSearch } from '../../api/search.ts';
import { useSettings } from '../../api/settings.ts';
import { runCommand, useApplying } from '../../components/commands.ts';
import { setFilter } from '../../views/portfolio/filter-state.ts';
import { foundOf, matchingCommands, type Found, type FoundGroup } from './found.ts';

/** Rows of the book that are shown at most; a person who does not see it types one letter more. */
const HITS = 12;
const COMMANDS = 5;

/** What the text finds, in groups; `fresh`: the answer belongs to this text and not to the letter before. */
export function useFound(text: string): {
  readonly groups: readonly FoundGroup[];
  readonly fresh: boolean;
} {
  const open = useOpen();
  const applying = useApplying();
  const recent = useRecent();
  const typed = text.trim() !== '';
  const { data: hits, isPlaceholderData } = useSearch(text, HITS);
  const groups = useMemo(() => {
    const run = (id: Parameters<typeof runCommand>[0]): void => void runCommand(id);
    const commands = matchingCommands(applying, text, run);
    const book = (typed ? (hits ?? []) : []).map((hit) => foundOf(hit, open));
    const last = recent.map((hit) => foundOf(hit, open));
    return (
      typed
        ? bySuit(book, commands.slice(0, COMMANDS))
        : [
            { value: 'Recent', items: last },
            { value: 'Screens and commands', items: commands },
          ]
    ).filter((group) => group.items.length > 0);
  }, [applying, hits, open, recent, text, typed]);
  return { groups, fresh: !typed || (hits !== undefined && !isPlaceholderData) };
}

/** Commands go first where one starts with what was typed and nothing of the book does. */
function bySuit(book: readonly Found[], commands: readonly Found[]): readonly FoundGroup[] {
  const starts = (found: Found | undefined): boolean => found?.marks[0]?.[0] === 0;
  const groups = [
    { value: 'In the book', items: book },
    { value: 'Screens and commands', items: commands },
  ];
  return starts(commands[0]) && !starts(book[0]) ? groups.toReversed() : groups;
}

/** Goes to what was found; a person leads to the accounts they look after. */
function useOpen(): (hit: SearchHit) => void {
  const router = useRouter();
  return useMemo(
    () => (hit: SearchHit) => {
      const { company_id: companyId, location_id: locationId, email } = hit;
      if (companyId !== null && locationId !== null)
        void router.navigate({
          to: '/office/$companyId/$locationId',
          params: { companyId, locationId },
        });
      else if (companyId !== null)
        void router.navigate({ to: '/account/$companyId', params: { companyId } });
      else if (email !== null) {
        setFilter('accounts', { text: hit.name, chips: [] });
        void router.navigate({ to: '/portfolio/accounts' });
      }
    },
    [router],
  );
}

/** What was looked at last, by the names it has today; what has left the book is left out. */
export function useRecent(): readonly SearchHit[] {
  const { data: settings } = useSettings();
  const accounts = useAccounts().data?.rows;
  const offices = useOffices().data?.rows;
  return useMemo(
    () =>
      (settings?.recent ?? []).flatMap(({ companyId, locationId }): SearchHit[] => {
        const shared = { company_id: companyId, email: null, marks: [] };
        if (locationId === null) {
          const row = accounts?.find((each) => each.company_id === companyId);
          const name = row?.company_name;
          return name
            ? [{ ...shared, kind: 'account', name, context: row.csm_name ?? '', location_id: null }]
            : [];
        }
        const row = offices?.find(
          (each) => each.company_id === companyId && each.location_id === locationId,
        );
        const name = row?.location_name;
        return name
          ? [
              {
                ...shared,
                kind: 'office',
                name,
                context: row.company_name ?? '',
                location_id: locationId,
              },
            ]
          : [];
      }),
    [settings?.recent, accounts, offices],
  );
}
