import { useEffect, useState } from 'react';

/** False for `ms`, then true: what loads faster than that shows no sign of loading. */
export function useLater(ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}
