import { useSyncExternalStore } from 'react';

/** An account (no location) or an office, as addresses name it. */
export interface Subject {
  readonly companyId: string;
  readonly locationId: string | null;
}

/** What the panel beside a list shows; null = it is closed. It belongs to the list it was opened from. */
let inspected: Subject | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useInspected = (): Subject | null => useSyncExternalStore(subscribe, () => inspected);

export function inspect(subject: Subject | null): void {
  if (inspected?.companyId === subject?.companyId && inspected?.locationId === subject?.locationId)
    return;
  inspected = subject;
  for (const listener of listeners) listener();
}

/** The account or office a row is about; rows of both tables name them alike. */
export function subjectOf(row: object): Subject | null {
  const companyId: unknown = Reflect.get(row, 'company_id');
  const locationId: unknown = Reflect.get(row, 'location_id');
  if (typeof companyId !== 'string') return null;
  return { companyId, locationId: typeof locationId === 'string' ? locationId : null };
}

/** Space opens the panel on a row and closes it there; while it is open it follows the focus. */
export function peek(subject: Subject | null, how: 'toggle' | 'follow'): void {
  if (how === 'follow') {
    if (inspected !== null && subject !== null) inspect(subject);
    return;
  }
  const same =
    inspected?.companyId === subject?.companyId && inspected?.locationId === subject?.locationId;
  inspect(same ? null : subject);
}
