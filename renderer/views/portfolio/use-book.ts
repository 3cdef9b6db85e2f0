import { useSettings } from '../../api/settings.ts';

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
