import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Columns } from '../../shared/contracts/columns.ts';

const ECHO = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (columns) => {
  // Touches every column, so that nothing is left to be unpacked later.
  let seen = 0;
  for (const c of Object.values(columns.columns)) seen += c.kind === 'number' ? c.data.length : c.ids.length + c.dictionary.length;
  parentPort.postMessage(seen);
});`;

/** A thread that stands for the receiving side; `send` resolves when it has everything. */
export function receiver(): {
  send(columns: Columns, transfer: boolean): Promise<void>;
  close(): Promise<number>;
} {
  const worker = new Worker(ECHO, { eval: true });
  return {
    async send(columns, transfer) {
      const buffers = Object.values(columns.columns).map((column) =>
        column.kind === 'number' ? column.data.buffer : column.ids.buffer,
      );
      const heard = once(worker, 'message');
      worker.postMessage(columns, transfer ? (buffers as ArrayBuffer[]) : []);
      await heard;
    },
    close: () => worker.terminate(),
  };
}
