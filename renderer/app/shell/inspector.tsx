import { useRouter } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { saveSettings, useSettings } from '../../api/settings.ts';
import { useCommands } from '../../components/commands.ts';
import { inspect, useInspected } from '../../components/inspector.ts';
import css from './inspector.module.css';
import { AccountStory, OfficeStory } from './inspector-story.tsx';

const LEAST = 360;
const MOST = 560;
const STEP = 20;
const within = (width: number): number => Math.round(Math.max(LEAST, Math.min(MOST, width)));

/** The panel beside a list: a row's short story, for as long as one stays on the list. */
export function Inspector() {
  const subject = useInspected();
  const router = useRouter();
  useEffect(
    () => router.subscribe('onBeforeLoad', ({ pathChanged }) => pathChanged && inspect(null)),
    [router],
  );
  useCommands({ 'go.up': subject ? () => inspect(null) : null });
  const { data: settings } = useSettings();
  const [dragged, setDragged] = useState<number | null>(null);
  if (!subject) return null;
  const width = dragged ?? settings?.inspector ?? 400;
  const keep = (next: number): void => {
    setDragged(null);
    void saveSettings({ inspector: within(next) });
  };
  return (
    <aside className={css['inspector']} aria-label="Beside the list" style={{ width }}>
      <Handle width={width} onMove={setDragged} onEnd={keep} />
      <button
        type="button"
        className={css['close']}
        aria-label="Close the panel"
        title="Close (Esc)"
        onClick={() => inspect(null)}
      >
        <X size={16} aria-hidden />
      </button>
      {subject.locationId === null ? (
        <AccountStory companyId={subject.companyId} />
      ) : (
        <OfficeStory companyId={subject.companyId} locationId={subject.locationId} />
      )}
    </aside>
  );
}

/** The edge one drags, or moves with the arrow keys (https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/). */
function Handle({
  width,
  onMove,
  onEnd,
}: {
  readonly width: number;
  readonly onMove: (width: number) => void;
  readonly onEnd: (width: number) => void;
}) {
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    let now = width;
    const move = (to: globalThis.PointerEvent): void => {
      now = within(width + from - to.clientX);
      onMove(now);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener(
      'lostpointercapture',
      () => {
        handle.removeEventListener('pointermove', move);
        onEnd(now);
      },
      { once: true },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: LEAST,
      End: MOST,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onEnd(next);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      className={css['handle']}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
