import { openBrowser } from '../page/browser.ts';
import { servePage } from '../page/serve.ts';
import { UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';

/** Serves the console on a loopback page until it is stopped. */
export async function serve(
  at: Surroundings,
  options: { readonly port?: string | undefined; readonly open: boolean },
): Promise<ExitCode> {
  const port = options.port === undefined ? 0 : Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port is a number from 0 to 65535, not ${options.port}.`);
  return withEngine<ExitCode>(at, { hold: true, schedule: true }, async (engine) => {
    const page = await servePage({
      handle: (name, input, context) => engine.handle(name, input, context),
      about: { version: at.version, platform: process.platform },
      rendererRoot: at.rendererRoot,
      port,
      onEvent: (listener) => engine.on(listener),
    });
    at.out(`${page.url}\n`);
    const opened = options.open && (await openBrowser(page.url));
    at.err(
      `Atrium is open ${opened ? 'in your browser' : 'at this address'}; only this computer can reach it. Ctrl-C ends it.`,
    );
    if (!at.signal.aborted)
      await new Promise<void>((resolve) => at.signal.addEventListener('abort', () => resolve()));
    await page.close();
    return 0;
  });
}
