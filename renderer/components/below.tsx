import { startTransition, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import css from './below.module.css';

/** What stands below the first screen: made after the first paint, in slices, and laid out when it comes near. */
export function Below({ children }: { readonly children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setDue(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return due ? <div className={css['below']}>{children}</div> : null;
}
