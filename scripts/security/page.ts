import type { Protection } from './protection.ts';

/** docs/security.md: what protects, where it stands, and which test fails when it is taken out. */
export function pageOf(checklist: readonly Protection[], own: readonly Protection[]): string {
  return [
    '# Security, point by point',
    '',
    '<!-- Made by `npm run test:security -- --doc` from scripts/security; a test holds both together. -->',
    '',
    'The threat model is in [SECURITY.md](../SECURITY.md). `npm run test:security` takes each protection out of a copy of',
    'the sources, builds what it is part of, and runs the test that holds it: a test that still passes fails the run.',
    '',
    '## Electron’s checklist',
    '',
    'The twenty points of <https://www.electronjs.org/docs/latest/tutorial/security>.',
    '',
    ...checklist.flatMap(section),
    '## Our own',
    '',
    ...own.flatMap(section),
  ].join('\n');
}

function section({ point, title, says, removals }: Protection): string[] {
  const rows = new Set(
    removals.map(({ file, heldBy }) => `- \`${file}\` · \`${heldBy.file}\`: “${heldBy.test}”`),
  );
  return [`### ${point}. ${title}`, '', says, '', ...rows, ''];
}
