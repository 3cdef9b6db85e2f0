import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import { parseDay } from '../../shared/domain/day.ts';
import { AccountPage } from '../views/account/account-page.tsx';
import { DataPage } from '../views/data/data-page.tsx';
import { FirstRun } from '../views/first-run/first-run.tsx';
import { ModelsPage } from '../views/models/models-page.tsx';
import { OfficePage } from '../views/office/office-page.tsx';
import { officeSearch } from '../views/office/office-search.ts';
import { PortfolioPage } from '../views/portfolio/portfolio-page.tsx';
import { SettingsPage } from '../views/settings/settings-page.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/portfolio/offices', throw: true });
  },
});
const officesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portfolio/offices',
  component: () => <PortfolioPage tab="offices" />,
});
const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portfolio/accounts',
  component: () => <PortfolioPage tab="accounts" />,
});
const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/$companyId',
  component: function Account() {
    const { companyId } = accountRoute.useParams();
    return <AccountPage key={companyId} companyId={companyId} />;
  },
});
const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/office/$companyId/$locationId',
  validateSearch: officeSearch,
  component: function Office() {
    const { companyId, locationId } = officeRoute.useParams();
    const search = officeRoute.useSearch();
    return (
      <OfficePage
        key={`${companyId}/${locationId}`}
        companyId={companyId}
        locationId={locationId}
        search={search}
      />
    );
  },
});
const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  // A day the page cannot read is left out of the address, not an error.
  validateSearch: ({ ds }: Record<string, unknown>): { ds?: string } =>
    typeof ds === 'string' && parseDay(ds) !== undefined ? { ds } : {},
  component: DataPage,
});
const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  component: ModelsPage,
});
const settingsIndexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: () => {
    redirect({ to: '/settings/$section', params: { section: 'connection' }, throw: true });
  },
});
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$section',
  component: function Settings() {
    return <SettingsPage section={settingsRoute.useParams().section} />;
  },
});
const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  component: FirstRun,
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  officesRoute,
  accountsRoute,
  accountRoute,
  officeRoute,
  dataRoute,
  modelsRoute,
  settingsIndexRoute,
  settingsRoute,
  startRoute,
]);

/** The route stands in the fragment: the same files work under app:// and under any address of the page. */
export const createAppRouter = () =>
  createRouter({ routeTree, history: createHashHistory(), scrollRestoration: false });
export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
