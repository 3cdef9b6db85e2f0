import type { Settings } from '../../shared/contracts/settings.ts';

export type Theme = Settings['theme'];
const KEY = 'atrium.theme';

/** The theme of last time, before the engine has answered, so that a dark room stays dark. */
export function rememberedTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** `system` leaves the choice to the browser's prefers-color-scheme. */
export function showTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
