import type { AccountRecord, OfficeRecord } from '../../../shared/domain/records.ts';
import type { Band, State } from '../../../shared/domain/score.ts';
import { changeText, countText, dayText, moneyText, oddsText, parseTrend } from '../format.ts';
import { BAND_WORDS, countryName, STATE_WORDS } from '../words.ts';

/** Cells in words, as they are copied: what the eye reads there, in one line. null = unknown. */
type Text<R> = (row: R) => string | null;

/** `High 3.2×`; without a score, the state. */
export const riskText: Text<Pick<OfficeRecord, 'band' | 'odds' | 'state'>> = (row) => {
  const band = row.band === null ? undefined : BAND_WORDS[row.band as Band];
  if (band) return `${band.word} ${oddsText(row.odds)}`;
  return row.state === null ? null : (STATE_WORDS[row.state as State]?.words ?? null);
};

export const adoptionText: Text<Pick<OfficeRecord, 'adoption'>> = ({ adoption }) =>
  adoption === null ? null : String(Math.round(adoption));

/** `29, −61%` */
export const visitorsText: Text<Pick<OfficeRecord, 'visitors_28d' | 'visitors_change'>> = (row) => {
  if (row.visitors_28d === null) return null;
  const change = row.visitors_change === null ? '' : `, ${changeText(row.visitors_change)}`;
  return `${countText(row.visitors_28d)}${change}`;
};

/** The twelve weeks, oldest first; a week without data is a dot. */
export const weeksText: Text<Pick<OfficeRecord, 'trend'>> = ({ trend }) =>
  parseTrend(trend)
    ?.map((each) => countText(each))
    .join(' ') ?? null;

export const featuresText: Text<Pick<OfficeRecord, 'features_used' | 'features_enabled'>> = (row) =>
  row.features_used === null || row.features_enabled === null
    ? null
    : `${row.features_used} of ${row.features_enabled}`;

export const arrText: Text<Pick<OfficeRecord, 'arr' | 'currency'>> = (row) =>
  row.arr === null ? null : moneyText(row.arr, row.currency);

/** A date rather than how far it is away: a copy is read on another day. */
export const dateOf = (day: number | null): string | null => (day === null ? null : dayText(day));

export const placeText: Text<Pick<OfficeRecord, 'city' | 'country_code'>> = (row) =>
  [row.city, countryName(row.country_code)].filter(Boolean).join(', ') || null;

/** `3 high and 4 elevated of 50` */
export const officesText: Text<Pick<AccountRecord, 'high' | 'elevated' | 'offices'>> = (row) =>
  row.offices === null
    ? null
    : `${row.high ?? 0} high and ${row.elevated ?? 0} elevated of ${countText(row.offices)}`;
