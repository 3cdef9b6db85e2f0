import { useParams, useRouter } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { countText } from '../../components/format.ts';
import { commandTitle } from '../../components/command-title.ts';
import { runCommand, useCommands } from '../../components/commands.ts';
import type { Subject } from '../../components/inspector.ts';
import { walkAt } from '../../components/walk.ts';
import css from './title-bar.module.css';

/** On the page of an account or office: the one before and after it in the list one came from. */
export function WalkButtons() {
  const router = useRouter();
  const { companyId, locationId = null } = useParams({ strict: false });
  const walk = companyId === undefined ? null : walkAt({ companyId, locationId });
  const to = (subject: Subject | null | undefined): (() => void) | null =>
    subject
      ? () => {
          // One list is one step of the history: back leads out of it.
          const shared = { replace: true };
          if (subject.locationId === null)
            void router.navigate({
              to: '/account/$companyId',
              params: { companyId: subject.companyId },
              ...shared,
            });
          else
            void router.navigate({
              to: '/office/$companyId/$locationId',
              params: { companyId: subject.companyId, locationId: subject.locationId },
              ...shared,
            });
        }
      : null;
  useCommands({ 'go.previous': to(walk?.before), 'go.next': to(walk?.after) });
  if (!walk) return null;
  return (
    <div className={css['walk']}>
      <span>
        {countText(walk.place)} of {countText(walk.count)}
      </span>
      <button
        type="button"
        className={css['icon']}
        disabled={!walk.before}
        aria-label="The one before in the list"
        title={commandTitle('go.previous')}
        onClick={() => runCommand('go.previous')}
      >
        <ChevronUp size={17} aria-hidden />
      </button>
      <button
        type="button"
        className={css['icon']}
        disabled={!walk.after}
        aria-label="The next in the list"
        title={commandTitle('go.next')}
        onClick={() => runCommand('go.next')}
      >
        <ChevronDown size={17} aria-hidden />
      </button>
    </div>
  );
}
