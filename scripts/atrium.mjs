// `npm run --silent atrium -- <command>`: the command line. Set-up speaks on stderr, and only when it does something.
import { at } from './lib/paths.mjs';
import { foreground } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await main(async (args) => {
  const node = await setUp();
  const { code, signal, error } = await foreground(node, [at('out', 'host', 'atrium.js'), ...args]);
  if (error) say(`The command line could not be started: ${error.message}.`);
  // 128 + signal number is what shells report for a program ended by a signal.
  if (signal)
    return 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[signal] ?? 0);
  return code;
});
