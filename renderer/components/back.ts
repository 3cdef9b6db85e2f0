import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCommands } from './commands.ts';

/** Esc leads back to where one came from; to `home` where the window was opened on this screen. */
export function useBack(home: '/portfolio/offices' | '/portfolio/accounts'): void {
  const router = useRouter();
  const navigate = useNavigate();
  useCommands({
    'go.up': () => {
      if (router.history.canGoBack()) router.history.back();
      else void navigate({ to: home });
    },
  });
}
