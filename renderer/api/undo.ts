import { useQuery } from '@tanstack/react-query';
import type { UndoMove } from '../../shared/contracts/undo.ts';
import { bridge } from './bridge.ts';
import { ask } from './call.ts';
import { refreshWritten, UNDO_KEY } from './client.ts';

/** What was done last, newest first; kept up to date by the engine's events. */
export const useUndoHistory = () =>
  useQuery({ queryKey: UNDO_KEY, queryFn: () => ask('undo.history', {}) });

/** Takes back a step, the newest without `id`; throws what refuses it. */
export const takeBack = (id?: number): Promise<UndoMove> => moved(ask('undo.undo', of(id)));
export const doAgain = (id?: number): Promise<UndoMove> => moved(ask('undo.redo', of(id)));

const of = (id: number | undefined): { id?: number } => (id === undefined ? {} : { id });

/** The screens show what is so now before the promise is kept, not only once the event has come. */
async function moved(asked: Promise<UndoMove>): Promise<UndoMove> {
  const move = await asked;
  await refreshWritten();
  return move;
}

/** Hears of each step that is done, taken back or done again, whoever did it; returns what ends the hearing. */
export const onMove = (hear: (move: UndoMove) => void): (() => void) => bridge().on('undo', hear);
