import { Menu } from '@base-ui/react/menu';
import { Contrast } from 'lucide-react';
import { saveSettings, useSettings } from '../../api/settings.ts';
import layers from '../../components/layers.module.css';
import menu from '../../components/menu.module.css';
import { showTheme } from '../theme.ts';
import type { Theme } from '../theme.ts';
import bar from './title-bar.module.css';
import css from './theme-menu.module.css';

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const DENSITIES = [
  ['comfortable', 'Comfortable rows'],
  ['compact', 'Compact rows'],
] as const;

function setTheme(theme: Theme): void {
  showTheme(theme);
  void saveSettings({ theme });
}

/** How the screens look: theme and row height. */
export function ThemeMenu() {
  const { data: settings } = useSettings();
  return (
    <Menu.Root>
      <Menu.Trigger className={bar['icon']} aria-label="Look" title="Look">
        <Contrast size={17} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className={layers['positioner']}>
          <Menu.Popup className={`${layers['raised']} ${menu['popup']}`}>
            <Menu.RadioGroup
              value={settings?.theme ?? 'system'}
              onValueChange={(value: Theme) => setTheme(value)}
            >
              {THEMES.map(([value, label]) => (
                <Item key={value} value={value} label={label} />
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className={menu['separator']} />
            <Menu.RadioGroup
              value={settings?.density ?? 'comfortable'}
              onValueChange={(density: 'comfortable' | 'compact') => void saveSettings({ density })}
            >
              {DENSITIES.map(([value, label]) => (
                <Item key={value} value={value} label={label} />
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Item({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Menu.RadioItem value={value} className={menu['item']} closeOnClick>
      <span className={css['mark']}>
        <Menu.RadioItemIndicator>✓</Menu.RadioItemIndicator>
      </span>
      {label}
    </Menu.RadioItem>
  );
}
