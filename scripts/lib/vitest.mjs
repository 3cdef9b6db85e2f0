import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { at, node24, root, tools } from './paths.mjs';
import { run } from './run.mjs';

/** Runs one vitest project (or some of its files) and counts its tests. `live` shows vitest's own output as it comes. */
export async function vitest(project, files = []) {
  const file = at('.atrium', `tests-${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const { code } = await run(
    node24(),
    [
      tools.vitest,
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...files,
    ],
    { live: true },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return count(JSON.parse(readFileSync(file, 'utf8')), code);
}

/**
 * vitest's JSON report in three numbers. A file that could not be loaded has no tests of its own and counts as one
 * failed; so does an error outside every test, which shows in the exit code alone.
 */
export function count(report, code) {
  const unloaded = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The tests of a project by file, without running them. */
export async function listTests(project) {
  const file = at('.atrium', `list-${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  await run(node24(), [tools.vitest, 'list', '--project', project, `--json=${file}`]);
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')).map((test) =>
    path.relative(root, test.file).split(path.sep).join('/'),
  );
}
