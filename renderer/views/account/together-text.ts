import type { AccountDetail } from '../../../shared/domain/account.ts';
import type { AdoptionChange, RollUp } from '../../../shared/domain/roll-up.ts';
import { BANDS } from '../../../shared/domain/score.ts';
import {
  countText,
  dateAwayText,
  dateText,
  decimalText,
  moneyText,
  plural,
  signedText,
} from '../../components/format.ts';
import { BAND_WORDS, confidenceWord } from '../../components/words.ts';

/** What the roll-up of an account says, a sentence a line; empty before the first scoring. */
export function togetherLines(rolled: RollUp | null, currency: string | null): string[] {
  if (rolled === null) return [];
  const money = (amount: number): string => moneyText(amount, currency);
  const { standing, arr_at_risk: atRisk, unused_licences: unused } = rolled;
  const beyond = rolled.offices_beyond_licences ?? 0;
  const shares = [
    ...BANDS.toReversed().map((band) => ({ ...rolled.bands[band], word: BAND_WORDS[band].word })),
    { ...rolled.notice, word: 'under notice' },
    { ...rolled.unjudged, word: 'without a score' },
  ].filter((each) => each.offices > 0 && each.arr > 0);
  const lines: string[] = [];
  if (standing !== null)
    lines.push(
      `${BAND_WORDS[standing].glyph} Taken as ${BAND_WORDS[standing].word.toLowerCase()} risk: the worst office decides, whatever the mean.`,
    );
  if (shares.length > 0)
    lines.push(
      `ARR by risk: ${shares.map((each) => `${money(each.arr)} ${each.word.toLowerCase()}`).join(', ')}.`,
    );
  if (atRisk !== null)
    lines.push(
      `ARR at risk ${money(atRisk)}: the ARR of each office times its chance of a notice within 90 days${rolled.calibrated ? '' : '; not calibrated on outcomes, so it ranks accounts rather than predicting an amount'}.`,
    );
  if (rolled.confidence !== null)
    lines.push(
      `Confidence ${confidenceWord(rolled.confidence)}; offices weigh ${rolled.weighted_by === 'arr' ? 'by ARR' : 'alike, because ARR is not allocated to all of them'}.`,
    );
  if (rolled.change) lines.push(changeText(rolled.change));
  if (unused !== null && unused > 0)
    lines.push(`${plural(unused, 'paid licence')} without a live office.`);
  if (beyond > 0) lines.push(`${plural(beyond, 'live office')} more than paid licences.`);
  return lines;
}

function changeText(change: AdoptionChange): string {
  const { real, mix, entries, exits } = change;
  const parts = [
    `what offices did ${signedText(real, 1)}`,
    `their weights ${signedText(mix, 1)}`,
    `new offices ${signedText(entries, 1)}`,
    `offices that left ${signedText(exits, 1)}`,
  ];
  const paradox = change.mix_effect
    ? ` A mix effect: the offices themselves went ${real > 0 ? 'up' : 'down'}.`
    : '';
  return `Adoption ${decimalText(change.from)} to ${decimalText(change.to)} since ${dateText(change.since)}: ${parts.join(', ')}.${paradox}`;
}

/** What is known of the company and not of any one office. Unknown is left out, zero is said. */
export function besideLines(of: AccountDetail['attributes'], ds: string): string[] {
  const at = (name: string): string | number | boolean | null => of[name] ?? null;
  const dated = (name: string): string => {
    const day = at(name);
    return typeof day === 'string' ? dateAwayText(day, ds) : '';
  };
  const [nps, overdue] = [at('nps'), at('invoice_overdue_days')];
  const lines: string[] = [];
  if (typeof nps === 'number')
    lines.push(
      `NPS ${countText(nps)}${dated('nps_responded_on') && `, answered ${dated('nps_responded_on')}`}.`,
    );
  if (typeof overdue === 'number')
    lines.push(overdue > 0 ? `Invoice ${plural(overdue, 'day')} overdue.` : 'No invoice overdue.');
  if (dated('sponsor_left_on')) lines.push(`The sponsor left ${dated('sponsor_left_on')}.`);
  if (dated('last_csm_contact_on')) lines.push(`Last contact ${dated('last_csm_contact_on')}.`);
  return lines;
}
