import { Link, useRouter } from '@tanstack/react-router';
import type { ComponentType, KeyboardEvent } from 'react';
import { useBack } from '../../components/back.ts';
import { useTitle } from '../../components/title.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { BookSection } from './book-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { FormatSection } from './format-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { ScoresSection } from './scores-section.tsx';
import css from './settings.module.css';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { ToldLine } from './told-line.tsx';

interface Part {
  readonly id: string;
  readonly name: string;
  readonly Panel: ComponentType;
  /** Takes the width there is. */
  readonly wide?: boolean;
}

const CONNECTION: Part = { id: 'connection', name: 'Connection', Panel: ConnectionSection };
const PARTS: readonly Part[] = [
  CONNECTION,
  { id: 'schedule', name: 'Schedule', Panel: ScheduleSection },
  { id: 'format', name: 'Format and mapping', Panel: FormatSection },
  { id: 'book', name: 'Book', Panel: BookSection },
  { id: 'scores', name: 'Scores', Panel: ScoresSection, wide: true },
  { id: 'appearance', name: 'Appearance', Panel: AppearanceSection },
  { id: 'shortcuts', name: 'Keys', Panel: ShortcutsSection },
  { id: 'privacy', name: 'Data and privacy', Panel: PrivacySection },
];

/** Everything that can be chosen, a section at an address of its own; what is chosen applies at once. */
export function SettingsPage({ section }: { readonly section: string }) {
  const router = useRouter();
  const at = Math.max(
    0,
    PARTS.findIndex(({ id }) => id === section),
  );
  const { id: here, name, Panel, wide } = PARTS[at] ?? CONNECTION;
  useBack('/portfolio/offices');
  useTitle(`Settings: ${name}`);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = PARTS[at + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    void router.navigate({
      to: '/settings/$section',
      params: { section: next.id },
      replace: true,
    });
    document.getElementById(`settings-${next.id}`)?.focus();
  };
  return (
    <article className={css['settings']}>
      <div className={css['side']}>
        <h1>Settings</h1>
        <nav aria-label="Settings" onKeyDown={onKeyDown}>
          {PARTS.map((part) => (
            <Link
              key={part.id}
              id={`settings-${part.id}`}
              to="/settings/$section"
              params={{ section: part.id }}
              replace
              className={css['link']}
              aria-current={part.id === here ? 'page' : undefined}
              tabIndex={part.id === here ? 0 : -1}
            >
              {part.name}
            </Link>
          ))}
          <Link to="/models" className={css['link']}>
            Models
          </Link>
        </nav>
      </div>
      <div className={css['panel']}>
        <section aria-label={name} className={wide ? css['wide'] : undefined}>
          <div className={css['top']}>
            <h2>{name}</h2>
            <ToldLine />
          </div>
          <Panel />
        </section>
      </div>
    </article>
  );
}
