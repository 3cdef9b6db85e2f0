import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState } from 'react';
import { problemOf, sentence } from '../../../shared/contracts/problem.ts';
import { readReport } from '../../api/health.ts';
import { Button } from '../../components/button.tsx';
import { dateText } from '../../components/format.ts';
import layers from '../../components/layers.module.css';
import page from '../../components/page.module.css';
import css from './report-button.module.css';

/** What happened to a day as plain text: seen before it is copied, so that one knows what one forwards. */
export function ReportButton({
  ds,
  runId,
}: {
  readonly ds: string;
  readonly runId: string | null;
}) {
  const [text, setText] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const open = (): void => {
    setSaid('');
    readReport({ ds, ...(runId === null ? {} : { run_id: runId }) }).then(
      setText,
      (error: unknown) => setText(sentence(problemOf(error))),
    );
  };
  const copy = async (): Promise<void> => {
    const done = await copied(text ?? '', field.current);
    setSaid(done ? 'Copied.' : 'It is selected: copy it with Ctrl+C or ⌘C.');
  };
  return (
    <>
      <Button onClick={open}>Report for the data team</Button>
      <Dialog.Root open={text !== null} onOpenChange={(to) => (to ? undefined : setText(null))}>
        <Dialog.Portal>
          <Dialog.Backdrop className={layers['backdrop']} />
          <Dialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['dialog']}`}>
            <Dialog.Title className={css['title']}>Report on {dateText(ds)}</Dialog.Title>
            <Dialog.Description className={page['sub']}>
              Days, runs, files and examples as they were found. Accounts and offices stand by their
              ids; values are quoted as the files have them.
            </Dialog.Description>
            <textarea
              ref={field}
              className={css['text']}
              readOnly
              aria-label="The report"
              value={text ?? ''}
            />
            <div className={css['foot']}>
              <span role="status">{said}</span>
              <Dialog.Close render={<Button>Close</Button>} />
              <Button look="primary" onClick={() => void copy()}>
                Copy
              </Button>
            </div>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

/** The window grants no clipboard permission; the selection of a field can be copied without one. */
async function copied(text: string, field: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return document.execCommand('copy');
  }
}
