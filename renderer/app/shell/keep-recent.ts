import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Settings } from '../../../shared/contracts/settings.ts';
import { saveSettings, useSettings } from '../../api/settings.ts';

/** How many are kept: the length of a short list. */
const KEPT = 12;
type Recent = Settings['recent'];

/** The place put first; null where it stands first already. */
export function withNewest(recent: Recent, place: Recent[number]): Recent | null {
  const same = (each: Recent[number] | undefined): boolean =>
    each?.companyId === place.companyId && each.locationId === place.locationId;
  if (same(recent[0])) return null;
  return [place, ...recent.filter((each) => !same(each))].slice(0, KEPT);
}

/** Keeps which accounts and offices were looked at last, for the palette and the rail. */
export function useKeepRecent(): void {
  const { companyId, locationId = null } = useParams({ strict: false });
  const { data: settings } = useSettings();
  const recent = settings?.recent;
  useEffect(() => {
    if (!recent || companyId === undefined) return;
    const next = withNewest(recent, { companyId, locationId });
    if (next) void saveSettings({ recent: next }).catch(() => undefined);
  }, [recent, companyId, locationId]);
}
