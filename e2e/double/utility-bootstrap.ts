// Loaded into the child before the engine: gives it `process.parentPort`, as a utility process has.
import { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

// The child's own worker threads inherit `--import`, and a thread has no parent port in Electron either.
if (isMainThread && process.send) {
  const port = new EventEmitter();
  const early: unknown[] = [];
  Object.defineProperty(process, 'parentPort', {
    value: Object.assign(port, { postMessage: (message: unknown) => process.send?.(message) }),
  });
  Object.defineProperty(process, 'type', { value: 'utility' });
  process.on('message', (data) => {
    if (!port.emit('message', { data, ports: [] })) early.push(data);
  });
  port.on('newListener', (name) => {
    if (name !== 'message') return;
    setImmediate(() => {
      for (const data of early.splice(0)) port.emit('message', { data, ports: [] });
    });
  });
  // A utility process ends with its app.
  process.on('disconnect', () => process.exit(0));
}
