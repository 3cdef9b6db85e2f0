import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isCommand } from '../../../shared/domain/commands.ts';
import { onCommand, onLink } from '../../api/commands.ts';
import { syncNow } from '../../api/imports.ts';
import { useStatus } from '../../api/queries.ts';
import { saveSettings, useSettings } from '../../api/settings.ts';
import { runCommand, useCommands } from '../../components/commands.ts';
import { inText } from '../../components/keys.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contracts/settings.ts';
import { copyLink } from '../links.ts';
import { showTheme, type Theme } from '../theme.ts';
import { step } from './undo-toasts.tsx';

/** What can be done on every screen. `open`: shows a layer of the shell. */
export function useWindowCommands(open: {
  readonly palette: () => void;
  readonly keys: () => void;
  readonly history: () => void;
}): void {
  const router = useRouter();
  const { data: status } = useStatus();
  const { data: settings = DEFAULT_SETTINGS } = useSettings();
  const go =
    (to: '/portfolio/offices' | '/portfolio/accounts' | '/data' | '/models' | '/settings') => () =>
      void router.navigate({ to });
  const theme = (next: Theme) =>
    settings.theme === next
      ? null
      : () => {
          showTheme(next);
          void saveSettings({ theme: next });
        };
  useCommands({
    'palette.open': open.palette,
    'go.offices': go('/portfolio/offices'),
    'go.accounts': go('/portfolio/accounts'),
    'go.data': go('/data'),
    'go.models': go('/models'),
    'go.settings': go('/settings'),
    'go.back': () => router.history.back(),
    'go.forward': () => router.history.forward(),
    'help.keys': open.keys,
    'undo.undo': () => void step('undo'),
    'undo.redo': () => void step('redo'),
    'undo.history': open.history,
    'link.copy': () => copyLink(),
    'sync.now': status?.source && !status.sample ? syncNow : null,
    'view.rail': () => void saveSettings({ rail: settings.rail === 'wide' ? 'narrow' : 'wide' }),
    'view.density': () =>
      void saveSettings({
        density: settings.density === 'compact' ? 'comfortable' : 'compact',
      }),
    'view.light': theme('light'),
    'view.dark': theme('dark'),
    'view.system': theme('system'),
  });
  useEffect(() => onCommand(fromMenu), []);
  useEffect(() => onLink((route) => router.history.push(route)), [router]);
}

/** A command of the native menu. In a field, undo and redo are the field's own, as everywhere on this computer. */
function fromMenu(id: string): void {
  const own = id === 'undo.undo' ? 'undo' : id === 'undo.redo' ? 'redo' : undefined;
  if (own !== undefined && inText(document.activeElement)) document.execCommand(own);
  else if (isCommand(id)) runCommand(id);
}
