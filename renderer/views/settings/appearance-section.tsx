import type { Settings } from '../../../shared/contracts/settings.ts';
import { useSettings } from '../../api/settings.ts';
import { Choice } from '../../components/choice.tsx';
import { change } from './changes.ts';
import { Row } from './row.tsx';

const THEMES: readonly (readonly [Settings['theme'], string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const DENSITIES: readonly (readonly [Settings['density'], string])[] = [
  ['comfortable', 'Comfortable'],
  ['compact', 'Compact'],
];

export function AppearanceSection() {
  const { data: settings } = useSettings();
  if (!settings) return null;
  return (
    <>
      <Row name="Theme">
        <Choice
          label="Theme"
          value={settings.theme}
          options={THEMES}
          onChange={(theme) => change(settings, { theme }, `Theme: ${wordOf(THEMES, theme)}.`)}
        />
      </Row>
      <Row name="Rows" note="Height of the rows in tables: 36 or 28 pixels.">
        <Choice
          label="Rows"
          value={settings.density}
          options={DENSITIES}
          onChange={(density) =>
            change(settings, { density }, `Rows: ${wordOf(DENSITIES, density)}.`)
          }
        />
      </Row>
    </>
  );
}

const wordOf = <V extends string>(options: readonly (readonly [V, string])[], value: V): string =>
  (options.find(([each]) => each === value)?.[1] ?? value).toLowerCase();
