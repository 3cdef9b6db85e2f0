import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { GridLayout } from '../../shared/contracts/settings.ts';
import { saveSettings, useSettings } from '../api/settings.ts';
import { Layouts } from '../components/grid/layout.ts';

const NONE: Readonly<Record<string, GridLayout>> = {};

/** How tables are arranged is kept with the settings: over restarts, and each change can be taken back. */
export function LayoutsOfSettings({ children }: { readonly children: ReactNode }) {
  const of = useSettings().data?.grids ?? NONE;
  const value = useMemo(
    () => ({
      of,
      keep: (id: string, layout: GridLayout) =>
        void saveSettings({ grids: { ...of, [id]: layout } }),
    }),
    [of],
  );
  return <Layouts value={value}>{children}</Layouts>;
}
