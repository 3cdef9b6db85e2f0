import { defineConfig } from 'vitest/config';

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
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each test has a browser of its own; one at a time keeps timings honest on small machines.
          fileParallelism: false,
          // The built app and the double must be loaded by Node itself: the module hook that answers
          // `import 'electron'` never sees what vitest inlines.
          server: { deps: { external: [/\/e2e\/double\//, /\/out\//] } },
        },
      },
    ],
  },
});
