import type { ScoreSettingsState } from '../../../shared/contracts/score-settings.ts';
import { PART_WORDS, TERM_WORDS } from '../../../shared/domain/score-profile-words.ts';
import {
  PART_CODES,
  TERM_CODES,
  type BandMultiples,
} from '../../../shared/domain/score-profile.ts';
import { BANDS } from '../../../shared/domain/score.ts';
import type { Catch, WhatIf } from '../../../shared/domain/what-if.ts';
import { table } from './words.ts';

const count = (n: number): string => n.toLocaleString('en-US');
const times = (n: number): string => `${n.toFixed(n < 10 ? 2 : 1)}×`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const bands = (of: BandMultiples | null): string =>
  of === null
    ? 'not fixed yet'
    : `Elevated from ${times(of.elevated)}, High from ${times(of.high)} the average odds`;

/** What is set, and what was set before. */
export function settingsLines(state: ScoreSettingsState): string[] {
  const { profile, version, scored, setUp, history } = state;
  return [
    `Settings      ${version}${scored === null || scored === version ? '' : ` (scores on screen: ${scored})`}`,
    `Yearly churn  ${Number((100 * profile.annual_churn).toPrecision(6))}%`,
    `Bands         ${bands(profile.thresholds ?? setUp)}`,
    '',
    ...table([
      ['Adoption', 'Weight', ''],
      ...PART_CODES.map((code) => [
        PART_WORDS[code].name,
        profile.adoption_weights[code],
        PART_WORDS[code].does,
      ]),
    ]),
    '',
    ...table([
      ['Risk', 'Weight', ''],
      ...TERM_CODES.map((code) => {
        const weight = profile.risk_weights[code];
        return [TERM_WORDS[code].name, weight === 0 ? 'off' : `×${weight}`, TERM_WORDS[code].does];
      }),
    ]),
    ...history.flatMap(({ at, by, what, reason, changes }) => [
      '',
      `${at.slice(0, 16).replace('T', ' ')}  ${by}: ${what}, ${reason}`,
      ...changes.map((text) => `  ${text}`),
    ]),
  ];
}

/** What a profile would do to the book. */
export function whatIfLines(seen: WhatIf): string[] {
  const lines = [
    `Data of ${seen.ds}, ${count(seen.offices)} offices with a risk, against ${seen.settings_before}`,
    BANDS.toReversed()
      .map(
        (band) =>
          `${capital(band)} ${count(seen.bands_before[band])} → ${count(seen.bands_after[band])}`,
      )
      .join(', '),
    ...seen.moves.map(
      ({ from, to, offices }) => `${count(offices)} ${capital(from)} → ${capital(to)}`,
    ),
    ...seen.arr_at_risk.map(
      ({ currency, before, after }) =>
        `ARR at risk ${count(Math.round(before))} → ${count(Math.round(after))} ${currency}`,
    ),
  ];
  if (seen.caught) {
    const { ds, until, offices, notices, before, after } = seen.caught;
    lines.push(
      `Of ${count(notices)} notices between ${ds} and ${until} (${count(offices)} offices):`,
      `  in the tenth with the highest risk ${caught(before)} → ${caught(after)}`,
      `  in High ${before.high.notices} of ${count(before.high.offices)} offices → ${after.high.notices} of ${count(after.high.offices)}`,
    );
  }
  if (seen.most.length > 0)
    lines.push(
      '',
      ...table([
        ['Account', 'Office', 'Odds', 'to', 'Band', 'to'],
        ...seen.most.map((o) => [
          o.company_name,
          o.location_name,
          times(o.odds_before),
          times(o.odds_after),
          o.band_before,
          o.band_after,
        ]),
      ]),
    );
  return lines;
}

const caught = ({ top_tenth, lift }: Catch): string =>
  `${Number(top_tenth.toFixed(1))} (lift ${lift.toFixed(2)})`;
