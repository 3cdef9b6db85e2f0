import type { Size } from './evaluate.ts';
import { table, type Line } from './report.ts';

/** docs/evaluation.md, from what was measured. */
export function page(
  results: readonly {
    readonly world: string;
    readonly size: Size;
    readonly lines: readonly Line[];
  }[],
): string {
  return `# Scores against known truth

Written by \`npm run evaluate -- --doc\`; do not edit by hand.

Nobody knows the true trend of a customer's office, nor how likely it was to leave. In a simulated book everybody does:
\`shared/testing/simulator\` makes offices whose health drives use and notices alike, with holidays, seasons, recording
gaps, benign steps and contracts, and keeps what was behind each number. The scores see the columns only; the figures
below compare them with the truth. They show that the mechanics hold, not that the weights fit a real book.

Formulas and limits: [scores.md](scores.md). Each book is scored at moments eight weeks apart, each followed by 13 weeks of
known outcomes; bands are followed weekly in books of their own.

- Calendar: correlation of the logs of the learned and the true factor of each day, mean over regions.
- Coverage: share of scored offices whose true log rate-ratio lies in the 80 % band of the trend.
- False alarms: offices below two visitors a week whose true use moved by less than 10 %, shown as a likely drop.
- AUC: of notices within 13 weeks, over the offices that carry a risk. The oracle knows the weekly chances as they will be,
  but neither closures nor accounts that leave whole; the naive score hands out points at thresholds of raw numbers.
- Adoption with rows gone: share of offices that move by less than 3 points when a tenth of all rows is deleted.
- Band changes: an office and year, with thresholds fixed at the start, as shown and by the score of each day alone.
- Learned: an additive model with pairs that learns from a snapshot every four weeks and is judged on the last four blocks
  of 12 weeks, each by a model that had seen nothing after the block began less 13 weeks. On shuffled outcomes nothing may
  be adopted.
- Declines: offices whose true use begins to fall some weeks before they give notice, and that are Low then, found when they
  are Elevated or High before the notice. Some give notice two weeks after, others for reasons that no column shows.

${results.map(({ world, size, lines }) => `## The ${world} world\n\n${books(size)}\n\n${table(lines)}\n`).join('\n')}
The other world has Friday and Saturday off, noisier use, twice the notices, other causes, and tickets from happy offices:
it shows that nothing is tuned to one world. The targets were set for the usual one.

The length of the notice window and the handling of shared shifts and seasons were settled while looking at seeds 1 to 4 of
the usual world (and shifts and seasons at seed 1 of the other), so those seeds are no independent test of them.
The rules of the bands and the shrinkage of the change of breadth were settled on seeds 11 to 15 (of the other world 21 and
22), which are not among these, but for one look at small books of seeds 1 and 2.
`;
}

function books({ seeds, companies, days, moments, weeks, followed }: Size): string {
  return (
    `${seeds.length} fixed seeds, ${companies} companies (about 3.8 offices each), ${days} days, ${moments} moments; ` +
    `bands over ${weeks} weeks in books of ${followed} companies.`
  );
}
