import { Link, useLocation } from '@tanstack/react-router';
import { Building2, Database, Keyboard, SlidersHorizontal } from 'lucide-react';
import css from './rail.module.css';

/** `of`: the addresses that belong to the screen. */
const ITEMS = [
  {
    to: '/portfolio/offices',
    label: 'Portfolio',
    keys: 'G P',
    Icon: Building2,
    of: /^\/(portfolio|account|office|start)?($|\/)/,
  },
  { to: '/data', label: 'Data', keys: 'G D', Icon: Database, of: /^\/data/ },
  {
    to: '/settings',
    label: 'Settings',
    keys: 'G S',
    Icon: SlidersHorizontal,
    of: /^\/settings/,
  },
] as const;

export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={css['rail']} aria-label="Screens">
      {ITEMS.map(({ to, label, keys, Icon, of }) => (
        <Link
          key={to}
          to={to}
          className={`${css['item']} ${of.test(path) ? css['active'] : ''}`}
          aria-current={of.test(path) ? 'true' : undefined}
          title={`${label} (${keys})`}
        >
          <Icon size={18} strokeWidth={1.6} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
      <button
        type="button"
        className={`${css['item']} ${css['last']}`}
        onClick={onHelp}
        title="Keys (?)"
      >
        <Keyboard size={18} strokeWidth={1.6} aria-hidden />
        <span>Keys</span>
      </button>
    </nav>
  );
}
