import { Toast } from '@base-ui/react/toast';
import { useEffect } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { UndoMove } from '../../../shared/contracts/undo.ts';
import { doAgain, onMove, takeBack } from '../../api/undo.ts';
import { Button } from '../../components/button.tsx';
import { keyOf } from '../../components/command-title.ts';
import layers from '../../components/layers.module.css';
import css from './undo-toasts.module.css';

/** How long a toast stays, milliseconds; longer while the pointer or the focus is on it. */
const STAYS_MS = 8000;

interface Told {
  /** The step that can be taken back from here. */
  readonly undo?: number;
}
const toasts = Toast.createToastManager<Told>();

/** One line at the foot of the window that goes by itself. */
export function tellBriefly(text: string, data: Told = {}, id?: string): void {
  const shared = { title: text, data, timeout: STAYS_MS, priority: 'low' } as const;
  toasts.add(id === undefined ? shared : { ...shared, id });
}

/** Takes back the newest step, or does again the one taken back last; says what was done, or why it was not. */
export async function step(way: 'undo' | 'redo', id?: number): Promise<void> {
  try {
    await (way === 'undo' ? takeBack(id) : doAgain(id));
  } catch (error) {
    const { message, next = '' } = problemOf(error);
    tellBriefly(`${message} ${next}`.trim());
  }
}

const WORDS: Readonly<Record<UndoMove['what'], string>> = {
  done: '',
  undone: 'Taken back: ',
  redone: 'Done again: ',
};

/** Says what was done and offers the way back, for eight seconds; the history keeps it (undo-history.tsx). */
export function UndoToasts() {
  return (
    <Toast.Provider toastManager={toasts} timeout={STAYS_MS} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={css['viewport']}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts: shown } = Toast.useToastManager<Told>();
  useEffect(
    () =>
      onMove(({ what, step: { id, kind, words } }) => {
        // What was said of this step before is no longer so.
        for (const each of ['done', 'undone', 'redone'] as const)
          if (each !== what) toasts.close(`${each} ${id}`);
        // Settings say on their own screen what was changed there.
        if (kind === 'settings' && location.hash.startsWith('#/settings')) return;
        const way = what === 'undone' ? {} : { undo: id };
        tellBriefly(`${WORDS[what]}${words}`, way, `${what} ${id}`);
      }),
    [],
  );
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={`${layers['raised']} ${css['toast']}`}>
      <Toast.Content className={css['content']}>
        <Toast.Title className={css['title']} render={<p />} />
        {toast.data?.undo === undefined ? null : (
          <Button
            look="quiet"
            hint={keyOf('undo.undo')}
            onClick={() => {
              toasts.close(toast.id);
              void step('undo', toast.data?.undo);
            }}
          >
            Undo
          </Button>
        )}
        <Toast.Close className={css['close']} aria-label="Dismiss">
          ×
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
