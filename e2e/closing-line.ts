import type { Reporter, TestModule } from 'vitest/node';

/** Ends every run with one line of a fixed form, `N passed, N failed, N skipped`, that scripts can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    process.stdout.write(`\n${closingLine(countTests(modules, errors.length))}\n`);
  }
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** An error outside any test, and a file that could not be loaded, count as one failure each. */
function countTests(modules: readonly TestModule[], strayErrors: number): Count {
  const count: Count = { passed: 0, failed: strayErrors, skipped: 0 };
  for (const module of modules) {
    if (module.errors().length > 0) count.failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === 'pending' ? 'skipped' : state] += 1;
    }
  }
  return count;
}

function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
