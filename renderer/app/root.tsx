import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { LayoutsOfSettings } from './layouts.tsx';
import type { AppRouter } from './routes.tsx';

/** Providers only. Inline style elements are off, because the page's security policy allows none. */
export function Root({ router }: { readonly router: AppRouter }) {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <LayoutsOfSettings>
          <RouterProvider router={router} />
        </LayoutsOfSettings>
      </QueryClientProvider>
    </CSPProvider>
  );
}
