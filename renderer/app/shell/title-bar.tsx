import { useRouter } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Link2, Search } from 'lucide-react';
import { commandTitle } from '../../components/command-title.ts';
import { runCommand } from '../../components/commands.ts';
import { KeyCaps } from '../../components/key-caps.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { DataChip } from './data-chip.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import css from './title-bar.module.css';
import { WalkButtons } from './walk-buttons.tsx';

export function TitleBar() {
  const { history } = useRouter();
  return (
    <header className={css['bar']}>
      <div className={css['history']}>
        <button
          type="button"
          onClick={() => history.back()}
          aria-label="Back"
          title={commandTitle('go.back')}
        >
          <ChevronLeft size={18} aria-hidden />
        </button>
        <button
          type="button"
          onClick={() => history.forward()}
          aria-label="Forward"
          title={commandTitle('go.forward')}
        >
          <ChevronRight size={18} aria-hidden />
        </button>
      </div>
      <Breadcrumbs />
      <WalkButtons />
      <button type="button" className={css['find']} onClick={() => runCommand('palette.open')}>
        <Search size={15} aria-hidden />
        Find
        <span aria-hidden>
          <KeyCaps stroke="Mod+k" />
        </span>
      </button>
      <DataChip />
      <button
        type="button"
        className={css['icon']}
        aria-label="Copy a link to this screen"
        title="Copy a link to this screen"
        onClick={() => runCommand('link.copy')}
      >
        <Link2 size={17} aria-hidden />
      </button>
      <ThemeMenu />
    </header>
  );
}
