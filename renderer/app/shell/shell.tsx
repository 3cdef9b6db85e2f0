import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { MouseEvent } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { syncNow, useImport } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { useKeys } from '../../components/keys.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { FirstRun } from '../../views/first-run/first-run.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { showTheme } from '../theme.ts';
import { CheatSheet } from './cheat-sheet.tsx';
import { ImportLine } from './import-line.tsx';
import { Rail } from './rail.tsx';
import css from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { WaitingLine } from './waiting-line.tsx';

export function Shell() {
  const router = useRouter();
  const { data: settings } = useSettings();
  const [help, setHelp] = useState(false);
  useScreenStart();
  const { data: status } = useStatus();
  const go = (to: '/portfolio/offices' | '/portfolio/accounts' | '/data' | '/settings') => () =>
    void router.navigate({ to });
  useKeys({
    'g p': go('/portfolio/offices'),
    'g a': go('/portfolio/accounts'),
    'g d': go('/data'),
    'g s': go('/settings'),
    r: () => {
      if (status?.source && !status.sample) syncNow();
    },
    '[': () => router.history.back(),
    ']': () => router.history.forward(),
    '?': () => setHelp(true),
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
      <Rail onHelp={() => setHelp(true)} />
      <div className={css['column']}>
        <TitleBar />
        <main id="main" tabIndex={-1} className={css['main']}>
          <Content />
        </main>
        <StatusBar />
      </div>
      <CheatSheet open={help} onOpenChange={setHelp} />
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
