import './register.ts';
import { pathToFileURL } from 'node:url';
import { createDouble, type Double, type DoubleConfig } from './double.ts';
import { addRun } from './runs.ts';

/**
 * Starts the built main process in this Node process, as the Electron binary would: `args` stand on its command line.
 * The app then lives until it quits; `exited` of the result gives its exit code.
 */
export async function launch(config: DoubleConfig, args: readonly string[]): Promise<Double> {
  const double = createDouble(config);
  const run = addRun(double);
  const before = process.argv;
  process.argv = [process.execPath, config.appPath, ...args];
  try {
    await import(`${pathToFileURL(double.main).href}?run=${run}`);
  } finally {
    process.argv = before;
  }
  return double;
}
