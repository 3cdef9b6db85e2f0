import { useEffect } from 'react';

/** Names the window after what it shows, for as long as it is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Atrium' : `${title} – Atrium`;
    return () => {
      document.title = 'Atrium';
    };
  }, [title]);
}
