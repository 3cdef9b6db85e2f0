import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findElectron } from './scripts/lib/electron.mjs';

const TEMPORARY_FILES = './scripts/lib/temporary-files.ts';

function e2e(name: string, env: Record<string, string>): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      env,
      include: ['e2e/**/*.test.ts'],
      environment: 'node',
      pool: 'forks',
      testTimeout: 60_000,
      hookTimeout: 60_000,
      globalSetup: [TEMPORARY_FILES, './e2e/bed/global-setup.ts'],
      // Each test has a browser of its own; one at a time keeps timings honest on small machines.
      fileParallelism: false,
      // The built app and the double must be loaded by Node itself: the module hook that answers
      // `import 'electron'` never sees what vitest inlines.
      server: { deps: { external: [/\/e2e\/double\//, /\/out\//] } },
    },
  };
}

export default defineConfig({
  test: {
    reporters: ['default', './e2e/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
          environment: 'node',
          pool: 'forks',
          globalSetup: [TEMPORARY_FILES],
          // vitest leaves a core to itself, which on two is half of them.
          maxWorkers: '100%',
          testTimeout: 20_000,
        },
      },
      e2e('e2e', {}),
      // Where a real Electron is installed the same tests run in it as well.
      ...(findElectron() === undefined ? [] : [e2e('e2e-electron', { ATRIUM_E2E: 'electron' })]),
    ],
  },
});
