import type { ServerResponse } from 'node:http';
import type { EventName } from '../../../shared/contracts/contract.ts';
import { openFrameStream, writeFrame } from './frame-stream.ts';

/** A page that has not read this many bytes is cut off; it reconnects and asks what changed. */
const BEHIND = 4 * 1024 * 1024;

export interface EventStreams {
  add(response: ServerResponse): void;
  push(name: EventName, payload: unknown): void;
  close(): void;
}

/** The open `/events` streams. A frame `{kind: 'alive'}` every `beat` milliseconds shows a dead connection to both ends. */
export function eventStreams(beat: number): EventStreams {
  const open = new Set<ServerResponse>();
  const send = (frame: unknown): void => {
    for (const response of open) {
      if (response.writableLength > BEHIND) response.destroy();
      else writeFrame(response, frame);
    }
  };
  const timer = setInterval(() => send({ kind: 'alive' }), beat);
  timer.unref();
  return {
    add(response) {
      openFrameStream(response);
      writeFrame(response, { kind: 'alive' });
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    push(name, payload) {
      send({ kind: 'event', name, payload });
    },
    close() {
      clearInterval(timer);
      for (const response of open) response.end();
      open.clear();
    },
  };
}
