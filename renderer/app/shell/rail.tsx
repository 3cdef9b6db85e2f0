import { Link, useLocation } from '@tanstack/react-router';
import { Building2, Database, Keyboard, PanelLeft, SlidersHorizontal } from 'lucide-react';
import type { ComponentType } from 'react';
import type { CommandId } from '../../../shared/domain/commands.ts';
import { commandTitle } from '../../components/command-title.ts';
import { runCommand } from '../../components/commands.ts';
import css from './rail.module.css';
import { RecentPlaces } from './recent-places.tsx';

interface Screen {
  readonly to: '/portfolio/offices' | '/data' | '/settings';
  readonly label: string;
  readonly command: CommandId;
  readonly Icon: ComponentType<{ size: number; strokeWidth: number; 'aria-hidden': true }>;
  /** The addresses that belong to the screen. */
  readonly of: RegExp;
}

const SCREENS: readonly Screen[] = [
  {
    to: '/portfolio/offices',
    label: 'Portfolio',
    command: 'go.offices',
    Icon: Building2,
    of: /^\/(portfolio|account|office|start)?($|\/)/,
  },
  { to: '/data', label: 'Data', command: 'go.data', Icon: Database, of: /^\/data/ },
  {
    to: '/settings',
    label: 'Settings',
    command: 'go.settings',
    Icon: SlidersHorizontal,
    of: /^\/settings/,
  },
];

export function Rail({ wide }: { readonly wide: boolean }) {
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={css['rail']} data-wide={wide} aria-label="Screens">
      {SCREENS.map(({ to, label, command, Icon, of }) => (
        <Link
          key={to}
          to={to}
          className={`${css['item']} ${of.test(path) ? css['active'] : ''}`}
          aria-current={of.test(path) ? 'true' : undefined}
          title={commandTitle(command, label)}
        >
          <Icon size={18} strokeWidth={1.6} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
      {wide ? <RecentPlaces /> : null}
      <div className={css['last']}>
        <button
          type="button"
          className={css['item']}
          onClick={() => runCommand('help.keys')}
          title={commandTitle('help.keys')}
        >
          <Keyboard size={18} strokeWidth={1.6} aria-hidden />
          <span>Keys</span>
        </button>
        <button
          type="button"
          className={css['item']}
          onClick={() => runCommand('view.rail')}
          aria-expanded={wide}
          title={wide ? 'Narrow rail' : 'Wide rail: what you looked at last'}
        >
          <PanelLeft size={18} strokeWidth={1.6} aria-hidden />
          <span>{wide ? 'Narrow' : 'Wide'}</span>
        </button>
      </div>
    </nav>
  );
}
