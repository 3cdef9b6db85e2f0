import { event, type } from './call.ts';
import type { LearningProgress } from './learning.ts';
import type { ScheduleState } from './schedule.ts';
import type { SyncProgress } from './sync.ts';
import type { UndoMove } from './undo.ts';

export const events = {
  /** A day was published, scores were written or the data was removed: caches of older versions are stale. */
  dataset: event(type<{ version: number; ds: string | null }>()),
  /** An import moves; sent to every window, whoever started it. Null when it has ended. */
  import: event(type<SyncProgress | null>()),
  /** A model is being learned; sent to every window, whoever asked for it. Null when that has ended. */
  learning: event(type<LearningProgress | null>()),
  /** The schedule stands differently: another next time, paused, a run that ended. */
  schedule: event(type<ScheduleState>()),
  /** A person did something that can be taken back, took it back, or did it again: what they wrote has changed. */
  undo: event(type<UndoMove>()),
  /** A command of shared/domain/commands.ts was chosen in the window's native menu. */
  command: event(type<{ id: string }>()),
  /** A link leads to a screen: path and search, as the page's router has them. */
  open: event(type<{ route: string }>()),
} as const;
