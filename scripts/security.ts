// `npm run test:security`: takes each protection of scripts/security out of a copy of the built sources and runs the test
// that holds it. Ends with 1 when a test fails with the protection in place, or passes without it.
// `npm run test:security -- --doc` writes docs/security.md instead.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKLIST } from './security/checklist.ts';
import { OWN } from './security/own.ts';
import { pageOf } from './security/page.ts';
import { copyOfSources } from './security/without.ts';

const removals = [...CHECKLIST, ...OWN].flatMap(({ point, title, removals: list }) =>
  list.map((removal) => ({
    ...removal,
    name: `${point}. ${title}: ${removal.from.split('\n')[0]?.trim()}`,
  })),
);

if (process.argv.includes('--doc')) {
  writeFileSync(path.join(import.meta.dirname, '../docs/security.md'), pageOf(CHECKLIST, OWN));
} else {
  process.exitCode = takeOutEach() ? 0 : 1;
}

function takeOutEach(): boolean {
  const copy = copyOfSources();
  let unheld = 0;
  try {
    for (const removal of removals) {
      const before = copy.holds(removal.heldBy);
      const outcome = before ? copy.without(removal) : 'broken';
      if (outcome !== 'fails') unheld += 1;
      const says = {
        fails: 'held',
        passes: `NOT HELD: “${removal.heldBy.test}” passes without it`,
        broken: before ? 'NOT SHOWN: it does not build' : 'NOT SHOWN: its test fails with it',
      };
      console.log(`${removal.name}\n    ${says[outcome]}`);
    }
  } finally {
    copy.remove();
  }
  console.log(
    `${removals.length - unheld} of ${removals.length} protections are held by a test that fails without them`,
  );
  return unheld === 0;
}
