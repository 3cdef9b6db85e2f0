// `npm start`: sets up what is missing, then opens the console: in Electron's window, or as a page of this machine.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { fetchElectron, findElectron, hasScreen } from './lib/electron.mjs';
import { at, calledFrom, root } from './lib/paths.mjs';
import { foreground, toolEnv } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const usage = `npm start [-- options]
  --page        serve the console as a page on 127.0.0.1 instead of opening a window
  --no-open     do not open a browser
  --port N      port of the page (default: a free one)
  --data DIR    data folder (default: this system's place for application data)
  --help        these lines`;

await main(async (args) => {
  const options = read(args);
  if (!options) return 2;
  if (options.help) {
    say(usage);
    return 0;
  }
  const node = await setUp();
  if (!options.page) {
    const { program, why } = await window();
    if (program) {
      const code = await openWindow(program, options);
      if (code !== undefined) return code;
    } else {
      say(`${why} The same console follows as a page for your browser.`);
    }
  }
  return await servePage(node, options);
});

function read(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        page: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    say(`${error.message}\n${usage}`);
    return undefined;
  }
}

/** Electron's program, or one sentence why there is no window. */
async function window() {
  if (process.env.ATRIUM_ELECTRON && !findElectron()) {
    return {
      why: `ATRIUM_ELECTRON names ${process.env.ATRIUM_ELECTRON}, which is not there, so no window can be opened.`,
    };
  }
  if (!process.env.ATRIUM_ELECTRON && !hasScreen()) {
    return {
      why: 'This machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened.',
    };
  }
  const there = findElectron();
  if (there) return { program: there };
  say('Fetching Electron (about 110 MB, once) …');
  const fetched = await fetchElectron();
  if (fetched) return { program: fetched };
  return {
    why: 'Electron is not on this machine and could not be fetched, so no window can be opened.',
  };
}

/** The window's exit code; undefined when the program cannot run here at all (libraries missing, wrong system). */
async function openWindow(program, { data }) {
  const env = toolEnv(data ? { ATRIUM_DATA: path.resolve(calledFrom(), data) } : {});
  delete env.ELECTRON_RUN_AS_NODE;
  const { code, signal, asked, error } = await foreground(program, [root], { env });
  if (asked) return 0;
  if (error || code === 126 || code === 127) {
    say(
      'Electron is here but does not run on this machine, so no window can be opened. The same console follows as a page for your browser.',
    );
    return undefined;
  }
  if (signal) {
    say(
      `The window ended unexpectedly (${signal}). Your data is untouched. Start it again, or use npm start -- --page.`,
    );
    return 1;
  }
  return code;
}

async function servePage(node, options) {
  const args = [at('out', 'host', 'atrium.js'), 'serve'];
  if (options['no-open']) args.push('--no-open');
  if (options.port) args.push('--port', options.port);
  if (options.data) args.push('--data', path.resolve(calledFrom(), options.data));
  const { code, asked } = await foreground(node, args);
  return asked ? 0 : code;
}
