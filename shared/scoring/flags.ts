import type { Flag } from '../domain/score.ts';
import { STUCK_RUN } from './hygiene.ts';
import { staleSources } from './office-dates.ts';
import { nounOf } from './office-parts.ts';
import type { Term } from './office-terms.ts';
import { milestones } from './onboarding.ts';
import type { Prepared } from './prepared.ts';
import { STALLED_CHANCE } from './ramp.ts';
import type { TermCode } from './terms.ts';
import { capitalised, confidenceWord, date, plural } from './words.ts';

/** What a reader must know beside the numbers of an office. */
export function flagsOf(
  p: Prepared,
  i: number,
  confidence: number | undefined,
  terms: Readonly<Record<TermCode, Term>> | null | undefined,
): readonly Flag[] {
  const office = p.book.offices[i];
  const dates = p.dates[i];
  const state = p.placed[i]?.state;
  if (!office || !dates || state === 'excluded' || state === 'closed') return [];
  const flags: Flag[] = staleSources(office, dates);
  const noun = nounOf(p, i);
  if (state === 'silent') {
    flags.push({ code: 'confirm_closure', text: 'Ask the account whether this office closed' });
  }
  if (office.lastSeen < p.book.asOf) {
    flags.push({ code: 'not_delivered', text: `Not delivered since ${date(office.lastSeen)}` });
  }
  if (office.status === 'closing') {
    flags.push({ code: 'closing', text: 'The office is marked as closing' });
  }
  if ((p.usage.sameRun[i] ?? 0) >= STUCK_RUN) {
    flags.push({
      code: 'stuck_feed',
      text: `${capitalised(noun)} have the same count on ${p.usage.sameRun[i] ?? 0} open days in a row: the feed may be stuck`,
    });
  }
  if ((p.activity.dropped[i] ?? 0) > 0) {
    flags.push({
      code: 'impossible_counts',
      text: `${plural(p.activity.dropped[i] ?? 0, 'impossible count')} of ${noun} left out`,
    });
  }
  if ((p.usage.gapDays[i] ?? 0) > 0) {
    flags.push({
      code: 'recording_gap',
      text: `${plural(p.usage.gapDays[i] ?? 0, 'day')} of zeros left out: use went on as before, so nothing was recorded`,
    });
  }
  if (p.activity.kind[i] !== 0 && p.activity.inPlan[0]?.[i] === 0) {
    flags.push({
      code: 'other_activity',
      text: `Visitor sign-in is not in the plan: trend and silence follow ${noun}`,
    });
  }
  if (confidence !== undefined && !p.employeesKnown[i]) {
    flags.push({
      code: 'headcount_missing',
      text: `Headcount missing: level compared with segment median (confidence ${confidenceWord(confidence)})`,
    });
  }
  if (office.employeesInDoubt !== undefined) {
    flags.push({
      code: 'headcount_jump',
      text: `Headcount went from ${office.employees ?? 0} to ${office.employeesInDoubt} within 4 weeks: judged by ${office.employees ?? 0} until it has lasted or was put right`,
    });
  }
  if (state === 'onboarding') {
    flags.push(
      milestones({
        y: p.usage.seriesOf(i),
        firstDay: p.activity.grid.firstDay,
        from: p.activity.grid.liveFrom[i] ?? 0,
        noun,
        featuresUsed: p.measures.featuresUsed[i] ?? Number.NaN,
        hosts: p.measures.hosts[i] ?? Number.NaN,
      }),
    );
  }
  if (terms && terms.stalled.value > STALLED_CHANCE) {
    flags.push({ code: 'stalled', text: 'Onboarding stalled' });
  }
  return flags;
}
