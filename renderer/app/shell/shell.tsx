import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { MouseEvent } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { useImport } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { useCommandKeys } from '../../components/keys.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { FirstRun } from '../../views/first-run/first-run.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { Palette } from '../palette/palette.tsx';
import { showTheme } from '../theme.ts';
import { CheatSheet } from './cheat-sheet.tsx';
import { ImportLine } from './import-line.tsx';
import { Inspector } from './inspector.tsx';
import { useKeepRecent } from './keep-recent.ts';
import { Rail } from './rail.tsx';
import css from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { UndoHistory } from './undo-history.tsx';
import { UndoToasts } from './undo-toasts.tsx';
import { WaitingLine } from './waiting-line.tsx';
import { useWindowCommands } from './window-commands.ts';

type Layer = 'palette' | 'keys' | 'history';

export function Shell() {
  const { data: settings } = useSettings();
  const [layer, setLayer] = useState<Layer | null>(null);
  const shows = (of: Layer) => ({
    open: layer === of,
    onOpenChange: (open: boolean) => setLayer(open ? of : null),
  });
  useScreenStart();
  useKeepRecent();
  useCommandKeys();
  useWindowCommands({
    palette: () => setLayer('palette'),
    keys: () => setLayer('keys'),
    history: () => setLayer('history'),
  });
  useEffect(() => {
    if (!settings) return;
    showTheme(settings.theme);
    document.documentElement.dataset['density'] = settings.density;
  }, [settings]);

  return (
    <div className={css['shell']}>
      <a className={css['skip']} href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <Rail wide={settings?.rail === 'wide'} />
      <div className={css['column']}>
        <TitleBar />
        <div className={css['beside']}>
          <main id="main" tabIndex={-1} className={css['main']}>
            <Content />
          </main>
          <Inspector />
        </div>
        <StatusBar />
      </div>
      <Palette {...shows('palette')} />
      <CheatSheet {...shows('keys')} />
      <UndoHistory {...shows('history')} />
      <UndoToasts />
    </div>
  );
}

/** The fragment is the router's: the link moves the focus itself. */
function focusMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** Screens that show numbers of the book, and those that need none. */
const IN_A_BOOK = /^\/(portfolio|account|office)($|\/)/;
const WITHOUT_A_BOOK = /^\/(data|settings)($|\/)/;

function Content() {
  const path = useLocation({ select: (location) => location.pathname });
  const status = useStatus();
  const progress = useImportProgress();
  const { running } = useImport();
  if (status.error) {
    return (
      <ProblemNote
        problem={problemOf(status.error)}
        action={{ label: 'Try again', run: () => void status.refetch() }}
      />
    );
  }
  if (!status.data) return <Loading text="Opening the data folder" />;
  const empty = status.data.dataset.ds === null;
  return (
    <ErrorBoundary key={path.replace(/^(\/settings)\/.*/, '$1')}>
      {empty || path === '/start' ? null : <ImportLine progress={progress} running={running} />}
      {IN_A_BOOK.test(path) ? <WaitingLine freshness={status.data.freshness} /> : null}
      {empty && !WITHOUT_A_BOOK.test(path) ? <FirstRun /> : <Outlet />}
    </ErrorBoundary>
  );
}

/** A new screen starts at its top, and the focus goes with it unless the screen has a better place for it. */
function useScreenStart(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged }) => {
        if (!pathChanged) return;
        const main = document.getElementById('main');
        const focused = document.activeElement;
        main?.scrollTo(0, 0);
        if (focused === document.body) main?.focus({ preventScroll: true });
        else if (main?.contains(focused)) focused?.scrollIntoView({ block: 'nearest' });
      }),
    [router],
  );
}
