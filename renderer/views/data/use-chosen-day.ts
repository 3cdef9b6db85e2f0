import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CalendarDay } from '../../../shared/contracts/health.ts';
import { useCommands } from '../../components/commands.ts';

/** The day the address names, else the newest one looked at; `[` and `]` go to the days beside it. */
export function useChosenDay(days: readonly CalendarDay[] | undefined): {
  readonly ds: string | null;
  readonly choose: (ds: string) => void;
} {
  const { ds: named } = useSearch({ from: '/data' });
  const navigate = useNavigate();
  const ds = named ?? days?.findLast((day) => day.run_id !== null)?.ds ?? null;
  // Days do not pile up in the history: back leads out of the screen.
  const choose = (to: string): void =>
    void navigate({ to: '/data', search: { ds: to }, replace: true });
  const beside = (step: number) => (): void => {
    const to = days?.[days.findIndex((day) => day.ds === ds) + step];
    if (to && ds !== null) choose(to.ds);
  };
  useCommands({ 'data.before': beside(-1), 'data.after': beside(1) });
  return { ds, choose };
}
