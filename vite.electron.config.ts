import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { callNames, eventNames } from './shared/contracts/contract.ts';

const at = (...parts: string[]): string => path.join(import.meta.dirname, ...parts);

interface Build {
  /** Output name → source file. */
  readonly input: Readonly<Record<string, string>>;
  readonly outDir: string;
}

/** `vite build -c vite.electron.config.ts --mode main|preload|engine|host` */
const BUILDS: Readonly<Record<string, Build>> = {
  main: { input: { main: at('electron/main/main.ts') }, outDir: at('out/electron') },
  preload: { input: { preload: at('electron/preload/preload.ts') }, outDir: at('out/electron') },
  engine: {
    input: {
      engine: at('electron/engine/engine.ts'),
      'import-worker': at('electron/engine/import-worker.ts'),
      'learn-worker': at('electron/engine/learn-worker.ts'),
      'what-if-worker': at('electron/engine/what-if-worker.ts'),
    },
    outDir: at('out/electron'),
  },
  host: {
    input: {
      atrium: at('electron/host/atrium.ts'),
      'import-worker': at('electron/engine/import-worker.ts'),
      'learn-worker': at('electron/engine/learn-worker.ts'),
      'what-if-worker': at('electron/engine/what-if-worker.ts'),
    },
    outDir: at('out/host'),
  },
};

/**
 * The preload needs the names of the calls and nothing of their schemas: with this the contract it imports is just its
 * two lists, and the schema library stays out of the page's process.
 */
const namesOnly: Plugin = {
  name: 'contract-names-only',
  enforce: 'pre',
  load(id) {
    if (path.normalize(id) !== at('shared/contracts/contract.ts')) return null;
    return `export const callNames = ${JSON.stringify(callNames)};
      export const eventNames = ${JSON.stringify(eventNames)};`;
  },
};

/** Code shared by two entries gets a name that may change; take away what an earlier build left. */
function forgetParts(outDir: string): Plugin {
  return {
    name: 'forget-parts',
    buildStart() {
      for (const file of safeList(outDir)) {
        if (file.startsWith('part-')) rmSync(path.join(outDir, file));
      }
    },
  };
}

function safeList(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export default defineConfig(({ mode }) => {
  const build = BUILDS[mode];
  if (!build) throw new Error(`--mode is one of ${Object.keys(BUILDS).join(', ')}, not ${mode}`);
  const preload = mode === 'preload';
  const several = Object.keys(build.input).length > 1;
  return {
    publicDir: false,
    plugins: preload ? [namesOnly] : several ? [forgetParts(build.outDir)] : [],
    build: {
      ssr: true,
      target: preload ? 'chrome150' : 'node24',
      outDir: build.outDir,
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: build.input,
        external: ['electron', 'better-sqlite3'],
        output: preload
          ? // A sandboxed preload is one CommonJS file: it has no ESM and cannot require other files.
            { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
          : {
              format: 'es',
              entryFileNames: '[name].js',
              // Beside the entries, so that paths relative to import.meta.url mean the same in every file.
              chunkFileNames: 'part-[name].js',
              ...(several ? {} : { codeSplitting: false }),
            },
      },
    },
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  };
});
