import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';
import type { RunDetail } from '../../../shared/contracts/health.ts';
import type { Decision } from '../../../shared/contracts/sync.ts';
import { publishAnyway, rollBack, undoDecision } from '../../api/imports.ts';
import { Button } from '../../components/button.tsx';
import dialog from '../../components/confirm.module.css';
import { Field } from '../../components/field.tsx';
import { dateText, timeText } from '../../components/format.ts';
import layers from '../../components/layers.module.css';
import page from '../../components/page.module.css';
import { openDecision } from './checks.ts';
import css from './data.module.css';

const KINDS = {
  publish_anyway: {
    ask: 'Publish anyway',
    about:
      'The day goes on the screens although its checks hold it, and offices are scored with it.',
    done: 'Published anyway',
    decide: publishAnyway,
  },
  roll_back: {
    ask: 'Roll back',
    about:
      'The day goes back to its run before, or to no data where there is none. The next sync leaves it so.',
    done: 'Rolled back',
    decide: rollBack,
  },
} as const;

/** What a person can decide about a day, and what was decided; both directions can be undone. */
export function Decide({
  run,
  published,
  disabled,
}: {
  /** The run of the day that was looked at last. */
  readonly run: RunDetail;
  /** A run of the day is on the screens, this one or one before. */
  readonly published: boolean;
  readonly disabled: boolean;
}) {
  const standing = openDecision(run.decisions);
  if (standing) return <Decided decision={standing} disabled={disabled} />;
  const { ds, status } = run;
  // What was not read to its end has nothing to publish.
  const whole = run.steps.some((step) => step.id === 'read' && step.status !== 'not_reached');
  const stopped = run.steps.some((step) => step.id !== 'outcome' && step.status === 'stopped');
  return (
    <>
      {status === 'held' && whole && !stopped ? (
        <Ask kind="publish_anyway" ds={ds} disabled={disabled} />
      ) : null}
      {published ? <Ask kind="roll_back" ds={ds} disabled={disabled} /> : null}
    </>
  );
}

function Decided({
  decision,
  disabled,
}: {
  readonly decision: Decision;
  readonly disabled: boolean;
}) {
  return (
    <p className={css['decided']}>
      <span>
        {KINDS[decision.kind].done} by {decision.by}, {timeText(decision.at)}: {decision.reason}
      </span>
      <Button disabled={disabled} onClick={() => undoDecision({ ds: decision.ds })}>
        Undo
      </Button>
    </p>
  );
}

function Ask({
  kind,
  ds,
  disabled,
}: {
  readonly kind: Decision['kind'];
  readonly ds: string;
  readonly disabled: boolean;
}) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { ask, about, decide } = KINDS[kind];
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <Button disabled={disabled} onClick={() => setOpen(true)}>
        {ask}
      </Button>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={layers['backdrop']} />
        <AlertDialog.Popup
          className={`${layers['raised']} ${layers['dialog']} ${dialog['dialog']}`}
        >
          <AlertDialog.Title>
            {ask}: {dateText(ds)}?
          </AlertDialog.Title>
          <AlertDialog.Description className={page['sub']}>
            {about} It can be undone.
          </AlertDialog.Description>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!reason.trim()) return;
              setOpen(false);
              decide({ ds, reason: reason.trim() });
            }}
          >
            <Field label="Reason" value={reason} onChange={setReason} hint="Kept with the day." />
            <div className={dialog['foot']}>
              <Button onClick={() => setOpen(false)}>Leave it</Button>
              <Button look="primary" submit disabled={!reason.trim()}>
                {ask}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
