import { Link } from '@tanstack/react-router';
import { Building2, Database, Keyboard, Layers } from 'lucide-react';
import css from './rail.module.css';

const ITEMS = [
  { to: '/portfolio/offices', label: 'Offices', keys: 'G P', Icon: Building2 },
  { to: '/portfolio/accounts', label: 'Accounts', keys: 'G A', Icon: Layers },
  { to: '/data', label: 'Data', keys: 'G D', Icon: Database },
] as const;

export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <nav className={css['rail']} aria-label="Screens">
      {ITEMS.map(({ to, label, keys, Icon }) => (
        <Link
          key={to}
          to={to}
          className={css['item']}
          activeProps={{ className: `${css['item']} ${css['active']}` }}
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
