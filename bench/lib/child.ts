// Started by memory.ts: `node child.ts FILE EXPORT JSON`. Prints what the work took on its last line.
import { forgetPeak, peak, residentNow, type Measured } from './memory.ts';

const [file = '', name = '', input = 'null'] = process.argv.slice(2);
const loaded = (await import(file)) as Record<string, (input: unknown) => unknown>;
const work = loaded[name];
if (!work) throw new Error(`${file} exports no ${name}`);
(globalThis as { gc?: () => void }).gc?.();
const idleMB = residentNow();
forgetPeak();
const started = performance.now();
const said = await work(JSON.parse(input));
const measured: Measured = { idleMB, peakMB: peak(), ms: performance.now() - started, said };
process.stdout.write(`${JSON.stringify(measured)}\n`);
